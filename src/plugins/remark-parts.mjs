import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { visit } from 'unist-util-visit';
import { putChapters } from '../series/chapters.mjs';
import { parts } from '../series/registry.mjs';

/**
 * Puts the text of every part where the whole says `<Parts />`: each under its own title, its headings one step
 * lower, and without its notes, which the whole gathers at its end.
 *
 * @this {import('unified').Processor}
 */
export function remarkParts() {
  const parse = (value, path) => this.parse({ value, path });

  return (tree, file) => {
    visit(tree, 'mdxJsxFlowElement', (node, index, parent) => {
      if (node.name !== 'Parts' || !parent || index === undefined) return;
      const texts = parts(file.dirname)
        .filter(({ whole }) => whole !== false)
        .flatMap((part) => textOf(part, join(file.dirname, 'parts', `${part.name}.mdx`), parse));
      parent.children.splice(index, 1, ...texts);
      return index + texts.length;
    });
  };
}

function textOf({ name, title, number }, path, parse) {
  const tree = parse(parseFrontmatter(readFileSync(path, 'utf8')).content, path);
  putChapters(tree, path, parse);
  visit(tree, 'heading', (heading) => {
    heading.data = { hProperties: { className: [heading.depth === 2 ? 'section' : 'subsection'] } };
    heading.depth += 1;
  });
  const heading = {
    type: 'heading',
    depth: 2,
    data: { hProperties: { id: `part-${name}`, className: ['part-title'], dataNumber: number } },
    children: [{ type: 'text', value: title }],
  };
  return [heading, ...tree.children.filter((node) => node.name !== 'Notes')];
}
