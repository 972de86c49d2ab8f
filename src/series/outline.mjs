import { readFileSync } from 'node:fs';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { attribute, chapterPaths, putChapters } from './chapters.mjs';
import { headingIds } from './heading-ids.mjs';

/**
 * @typedef {object} Outline
 * @property {string[]} headings the ids of its headings
 * @property {string[]} figures their names, in reading order
 * @property {string[]} cited the keys of its references, in the order in which they are first cited
 * @property {number} words how many words there are to read, captions included
 */

const reader = unified().use(remarkParse).use(remarkMdx).use(remarkMath);

/** @type {Map<string, Outline>} by the text itself: a build asks often, and parsing takes its time. */
const known = new Map();

/**
 * What a part's text holds, with all its chapters in place.
 *
 * @param {string} path of a file in content/parts
 * @returns {Outline}
 */
export function outline(path) {
  const text = readFileSync(path, 'utf8');
  const key = [text, ...chapterPaths(text, path).map((from) => readFileSync(from, 'utf8'))].join('\0');
  const found = known.get(key) ?? read(treeOf(text, path));
  known.set(key, found);
  return found;
}

function treeOf(text, path) {
  const tree = reader.parse(parseFrontmatter(text).content);
  putChapters(tree, path, (value) => reader.parse(value));
  return tree;
}

/** @returns {Outline} */
function read(tree) {
  const nameOf = headingIds();
  const headings = [];
  const figures = [];
  const cited = new Set();
  let words = 0;
  visit(tree, (node) => {
    if (node.type === 'heading' && node.depth <= 3) headings.push(nameOf(textOf(node)));
    if (node.name === 'Figure') figures.push(attribute(node, 'name') ?? '');
    // A number that is read from a file is a word, too.
    if (node.name === 'Measured') words += 1;
    if (node.type !== 'text') return;
    words += node.value.match(/[\p{Letter}\p{Number}][\p{Letter}\p{Number}’'-]*/gu)?.length ?? 0;
    for (const [bracket] of node.value.matchAll(/\[[^\]]*@[^\]]*\]/g)) {
      for (const [, key] of bracket.matchAll(/@([\w-]+)/g)) cited.add(key);
    }
  });
  return { headings, figures, cited: [...cited], words };
}

const textOf = (node) => node.value ?? (node.children ?? []).map(textOf).join('');
