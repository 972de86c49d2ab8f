import { describe, expect, test } from 'vitest';
import { remarkFigures } from '../../../src/plugins/remark-figures.mjs';
import { components } from './pipeline.ts';

const places = () =>
  new Map([
    ['first', { part: 'one', number: '1.1' }],
    ['second', { part: 'one', number: '1.2' }],
    ['elsewhere', { part: 'two', number: '2.1' }],
  ]);

const numbered = (source: string) => components(source, [remarkFigures, { places }]);

describe('the figures of a part', () => {
  test('get their numbers in the series, and so do the words that point to them, before and after', async () => {
    const source = `See <FigureRef to="second" /> and <FigureRef to="first" />.

<Figure name="first" />

<Figure name="second">
  A caption that points to <FigureRef to="first" />.
</Figure>

And <FigureRef to="second" />.`;
    expect(await numbered(source)).toEqual([
      '<FigureRef to="second" number="1.2">',
      '<FigureRef to="first" number="1.1">',
      '<Figure name="first" number="1.1" part="one">',
      '<Figure name="second" number="1.2" part="one">',
      '<FigureRef to="first" number="1.1">',
      '<FigureRef to="second" number="1.2">',
    ]);
  });

  test('may be pointed to from another part, and the words then lead to their page', async () => {
    expect(await numbered('See <FigureRef to="elsewhere" />.')).toEqual([
      '<FigureRef to="elsewhere" number="2.1" part="two">',
    ]);
  });

  test('may be set by words, here and in another part', async () => {
    const source =
      '<Try figure="elsewhere">Look</Try> there.\n\n<Figure name="first" />\n\nThen <Try figure="first" state="a=1">try</Try>.';
    expect(await numbered(source)).toEqual([
      '<Try figure="elsewhere" number="2.1" part="two">',
      '<Figure name="first" number="1.1" part="one">',
      '<Try figure="first" state="a=1" number="1.1">',
    ]);
  });

  test('leave other components alone', async () => {
    expect(await numbered('<Aside name="first" />')).toEqual(['<Aside name="first">']);
  });

  test.each([
    ['without a name', '<Figure />', 'A <Figure> needs a name'],
    ['twice', '<Figure name="first" />\n\n<Figure name="first" />', 'The figure "first" appears twice'],
    ['that no part holds', '<Figure name="lost" />', 'The figure "lost" stands in no part of the series'],
    [
      'that is pointed to and not there',
      'See <FigureRef to="lost" />.',
      '<FigureRef to="lost"> points to no figure of the series',
    ],
    [
      'that words set and that is not there',
      'So <Try figure="lost">try</Try>.',
      '<Try figure="lost"> points',
    ],
  ])('fail the build: one %s', async (_, source, words) => {
    await expect(numbered(source)).rejects.toThrow(words);
  });
});
