import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { visit } from 'unist-util-visit';

const chapterImport = /import\s+(\w+)\s+from\s+['"](\.\.?\/chapters\/[\w-]+\.mdx)['"];?/g;

/**
 * The files of the chapters that a text imports.
 *
 * @param {string} text
 * @param {string} path of the file that it stands in
 */
export const chapterPaths = (text, path) =>
  [...text.matchAll(chapterImport)].map(([, , source]) => resolve(dirname(path), source));

/**
 * Puts the chapters of a part into its syntax tree: `import Opening from '../chapters/opening.mdx'` followed by
 * `<Opening />` becomes the text of that file. Footnote labels get the chapter's name in front, so two chapters may
 * both have a `[^1]`.
 *
 * @param {import('unist').Node} tree changed in place
 * @param {string} path of the part's own file
 * @param {(value: string, path: string) => any} parse Markdown to a tree
 */
export function putChapters(tree, path, parse) {
  const chapters = new Map();

  visit(tree, 'mdxjsEsm', (node) => {
    for (const [, name, source] of node.value.matchAll(chapterImport)) {
      chapters.set(name, resolve(dirname(path), source));
    }
    // The text takes the place of the modules.
    const isChapter = ({ source }) => /^\.\.?\/chapters\//.test(source?.value ?? '');
    node.data.estree.body = node.data.estree.body.filter((statement) => !isChapter(statement));
  });

  visit(tree, 'mdxJsxFlowElement', (node, index, parent) => {
    const from = chapters.get(node.name);
    if (!from || !parent || index === undefined) return;
    const chapter = parse(readFileSync(from, 'utf8'), from);
    scopeFootnotes(chapter, node.name);
    unravel(chapter);
    parent.children.splice(index, 1, ...chapter.children);
    return index + chapter.children.length;
  });
}

/** The text of an attribute of a component in the text, if it has it. */
export function attribute(node, name) {
  return node.attributes?.find((a) => a.type === 'mdxJsxAttribute' && a.name === name)?.value;
}

/**
 * A paragraph of nothing but elements is no paragraph: `<dt>...</dt>` on a line of its own would
 * otherwise stand in a `<p>`. MDX does this too, but before the chapters are in.
 */
function unravel(chapter) {
  visit(chapter, 'paragraph', (node, index, parent) => {
    const elements = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
    if (!elements.every((child) => child.type === 'mdxJsxTextElement')) return;
    for (const element of elements) element.type = 'mdxJsxFlowElement';
    parent.children.splice(index, 1, ...elements);
    return index;
  });
}

function scopeFootnotes(chapter, name) {
  visit(chapter, ['footnoteReference', 'footnoteDefinition'], (node) => {
    node.identifier = `${name}-${node.identifier}`.toLowerCase();
    node.label = node.identifier;
  });
}
