import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { visit } from 'unist-util-visit';

/**
 * Puts the chapters of an article into one syntax tree, so that citations, footnotes and figures
 * are numbered in one sequence although each chapter is a file of its own.
 *
 * `import Opening from './chapters/opening.mdx'` followed by `<Opening />` becomes the text of that
 * file. Footnote labels get the chapter's name in front, so two chapters may both have a `[^1]`.
 *
 * @this {import('unified').Processor}
 */
export function remarkChapters() {
  const chapterImport = /import\s+(\w+)\s+from\s+['"](\.\/chapters\/[\w-]+\.mdx)['"];?/g;

  return (tree, file) => {
    const chapters = new Map();

    visit(tree, 'mdxjsEsm', (node) => {
      for (const [, name, source] of node.value.matchAll(chapterImport)) {
        chapters.set(name, resolve(dirname(file.path), source));
      }
      // The text takes the place of the modules.
      const isChapter = ({ source }) => source?.value.startsWith('./chapters/');
      node.data.estree.body = node.data.estree.body.filter((statement) => !isChapter(statement));
    });

    visit(tree, 'mdxJsxFlowElement', (node, index, parent) => {
      const path = chapters.get(node.name);
      if (!path || !parent || index === undefined) return;
      const chapter = this.parse({ path, value: readFileSync(path, 'utf8') });
      scopeFootnotes(chapter, node.name);
      unravel(chapter);
      parent.children.splice(index, 1, ...chapter.children);
      return index + chapter.children.length;
    });
  };
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
