import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { outline } from './outline.mjs';

/**
 * The registry of the series: what it is called and who wrote it (the front matter of content/article.mdx), and
 * its parts, in the order of content/parts.json, each with the front matter of its own file, content/parts/<name>.mdx.
 * A part that the order names and that has no file yet is not there: no page, no link, no number.
 *
 * All of it is plain data, read from the files, so that pages, scripts, plugins and tests see the same.
 */

/**
 * @typedef {object} PartFrontmatter
 * @property {string} title
 * @property {string} short one or two words, for the list of parts on each page
 * @property {string} subtitle
 * @property {string} description for search engines
 * @property {string} does what one does there, as a sentence, for the cover
 * @property {string[]} [pictures] three files of public/posters, for its card on the cover
 * @property {string[]} [signs] or three signs in their place
 * @property {[string, string][]} [accuracies] or three pairs of networks, a standard and a robust one
 * @property {boolean} [whole] false for a part that has no place in the page that holds everything, nor a number
 * @property {boolean} [films] whether the two films of the cover stand at its head
 */

/**
 * @typedef {PartFrontmatter & {
 *   name: string,
 *   number: number | undefined,
 *   minutes: number | undefined,
 *   outline: import('./outline.mjs').Outline,
 * }} Part `name` is its folder in addresses; `minutes` is how long its words take to read
 */

/**
 * @typedef {object} FigurePlace
 * @property {string} number part and figure, as in "2.3"
 * @property {string} part the name of the part whose page holds it
 */

const wordsPerMinute = 220;

/** @param {string} content the folder that holds article.mdx, parts.json and the parts */
const contentFolder = (content) => content ?? join(process.cwd(), 'content');

/**
 * The front matter of the whole, as content/article.mdx gives it.
 *
 * @param {string} [content]
 * @returns {import('../components/article.ts').ArticleFrontmatter}
 */
export function article(content) {
  return /** @type {any} */ (frontmatterOf(join(contentFolder(content), 'article.mdx')));
}

/**
 * The parts that are there, in order.
 *
 * @param {string} [content]
 * @returns {Part[]}
 */
export function parts(content) {
  const folder = contentFolder(content);
  /** @type {string[]} */
  const names = JSON.parse(readFileSync(join(folder, 'parts.json'), 'utf8'));
  let number = 0;
  return names
    .map((name) => ({ name, path: join(folder, 'parts', `${name}.mdx`) }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => {
      const front = /** @type {PartFrontmatter} */ (frontmatterOf(path));
      const holds = outline(path);
      const counts = front.whole !== false;
      return {
        ...front,
        name,
        number: counts ? (number += 1) : undefined,
        minutes: counts ? Math.max(1, Math.round(holds.words / wordsPerMinute)) : undefined,
        outline: holds,
      };
    });
}

/**
 * The part of this name, with those before and after it.
 *
 * @param {string} name
 * @param {string} [content]
 * @returns {{ part: Part, previous: Part | undefined, next: Part | undefined, all: Part[] }}
 */
export function partNamed(name, content) {
  const all = parts(content);
  const at = all.findIndex((part) => part.name === name);
  const part = all[at];
  if (!part)
    throw new Error(`Expected a part of content/parts.json that has a file in content/parts/, got "${name}"`);
  return { part, previous: all[at - 1], next: all[at + 1], all };
}

/**
 * Where each figure of the text stands and what its number is, in reading order.
 *
 * @param {string} [content]
 * @returns {Map<string, FigurePlace>}
 */
export function figurePlaces(content) {
  const places = new Map();
  for (const { name: part, number, outline: holds } of parts(content)) {
    for (const [i, figure] of holds.figures.entries()) {
      const other = places.get(figure)?.part;
      if (other)
        throw new Error(
          `Expected the figure "${figure}" in one part, got it in two: ${other} and ${part}. Point to it with <FigureRef> from one of them`,
        );
      places.set(figure, { number: `${number}.${i + 1}`, part });
    }
  }
  return places;
}

/** @param {string} path */
function frontmatterOf(path) {
  return parseFrontmatter(readFileSync(path, 'utf8')).frontmatter;
}
