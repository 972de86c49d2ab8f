import { describe, expect, test } from 'vitest';
import { remarkFigures } from '../../../src/plugins/remark-figures.mjs';
import { components } from './pipeline.ts';

const numbered = (source: string) => components(source, remarkFigures);

describe('the figures of an article', () => {
  test('are numbered as they are read, and so are the words that point to them, before and after', async () => {
    const source = `See <FigureRef to="second" /> and <FigureRef to="first" />.

<Figure name="first" />

<Figure name="second">
  A caption that points to <FigureRef to="first" />.
</Figure>

And <FigureRef to="second" />.`;
    expect(await numbered(source)).toEqual([
      '<FigureRef to="second" number="2">',
      '<FigureRef to="first" number="1">',
      '<Figure name="first" number="1">',
      '<Figure name="second" number="2">',
      '<FigureRef to="first" number="1">',
      '<FigureRef to="second" number="2">',
    ]);
  });

  test('leave other components alone', async () => {
    expect(await numbered('<Aside name="first" />')).toEqual(['<Aside name="first">']);
  });

  test.each([
    ['without a name', '<Figure />', 'A <Figure> needs a name'],
    ['twice', '<Figure name="one" />\n\n<Figure name="one" />', 'The figure "one" appears twice'],
    [
      'that is pointed to and not there',
      '<Figure name="one" />\n\nSee <FigureRef to="two" />.',
      '<FigureRef to="two" /> points to no figure of this article',
    ],
  ])('fail the build: one %s', async (_, source, words) => {
    await expect(numbered(source)).rejects.toThrow(words);
  });
});
