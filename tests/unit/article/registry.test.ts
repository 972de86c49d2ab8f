import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figurePlaces, partNamed, parts } from '../../../src/series/registry.mjs';
import { part, series, type Series } from './series.ts';

let tiny: Series;

beforeAll(() => {
  tiny = series(['one', 'planned', 'two', 'list']);
  tiny.write(
    'chapters/first.mdx',
    '## Born here\n\nTwo words [@late2020; @early1990].\n\n<Figure name="a" />\n',
  );
  tiny.write('chapters/second.mdx', '### And there\n\n<Figure name="b">\n  A caption.\n</Figure>\n');
  tiny.write(
    'parts/one.mdx',
    part(
      'One',
      "import First from '../chapters/first.mdx';\nimport Second from '../chapters/second.mdx';\n\n<First />\n\n<Second />",
    ),
  );
  tiny.write('parts/two.mdx', part('Two', `## Two\n\n<Figure name="c" />\n\n${'word '.repeat(660)}`));
  tiny.write('parts/list.mdx', part('All', '<Gallery />', 'whole: false\n'));
});

afterAll(() => tiny.remove());

describe('the registry of parts', () => {
  test('has the parts in order, and leaves out those that have no file yet', () => {
    expect(parts(tiny.content).map(({ name, title, number }) => [name, title, number])).toEqual([
      ['one', 'One', 1],
      ['two', 'Two', 2],
      ['list', 'All', undefined],
    ]);
  });

  test('takes a part in, at its place, as soon as its file is there', () => {
    const more = series(['one', 'planned', 'two']);
    for (const name of ['one', 'two'])
      more.write(`parts/${name}.mdx`, part(name, `<Figure name="${name}" />`));
    expect(figurePlaces(more.content).get('two')?.number).toBe('2.1');
    more.write('parts/planned.mdx', part('planned', '<Figure name="new" />'));
    expect(figurePlaces(more.content).get('two')?.number).toBe('3.1');
    expect(partNamed('planned', more.content).next?.name).toBe('two');
    more.remove();
  });

  test('knows what each part holds, its chapters included', () => {
    expect(partNamed('one', tiny.content).part.outline).toEqual({
      headings: ['born-here', 'and-there'],
      figures: ['a', 'b'],
      cited: ['late2020', 'early1990'],
      words: 10,
    });
  });

  test('computes the reading time from the words', () => {
    expect(parts(tiny.content).map(({ minutes }) => minutes)).toEqual([1, 3, undefined]);
  });

  test('says what comes before and after a part', () => {
    const { previous, next } = partNamed('two', tiny.content);
    expect([previous?.name, next?.name]).toEqual(['one', 'list']);
    expect(partNamed('one', tiny.content).previous).toBeUndefined();
  });

  test('numbers figures by part and place, in reading order', () => {
    expect([...figurePlaces(tiny.content)]).toEqual([
      ['a', { number: '1.1', part: 'one' }],
      ['b', { number: '1.2', part: 'one' }],
      ['c', { number: '2.1', part: 'two' }],
    ]);
  });

  test('refuses a figure that stands in two parts, and names both', () => {
    const twice = series(['one', 'two']);
    for (const name of ['one', 'two']) twice.write(`parts/${name}.mdx`, part(name, '<Figure name="same" />'));
    expect(() => figurePlaces(twice.content)).toThrow(
      'Expected the figure "same" in one part, got it in two: one and two',
    );
    twice.remove();
  });

  test('says which part there is not', () => {
    expect(() => partNamed('planned', tiny.content)).toThrow('got "planned"');
  });
});

describe('the parts of this series', () => {
  test('have front matter for every place that shows it', () => {
    for (const one of parts()) {
      for (const key of ['title', 'short', 'subtitle', 'description', 'does'] as const) {
        expect(one[key], `${key} of ${one.name}`).toMatch(/\S/);
      }
    }
  });

  test('share no heading, so that each has the same address in its part and on the page of all parts', () => {
    const notes = new Set(['footnotes', 'references']);
    const headings = parts().flatMap(({ outline }) => outline.headings.filter((id) => !notes.has(id)));
    expect(headings).toEqual([...new Set(headings)]);
  });
});
