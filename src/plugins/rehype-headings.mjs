import { visit } from 'unist-util-visit';
import { headingIds } from '../series/heading-ids.mjs';
import { h, textOf } from './hast.mjs';

/** Gives every section heading an id and an anchor link that a reader can copy. */
export function rehypeHeadings() {
  return (tree) => {
    const nameOf = headingIds();
    visit(tree, 'element', (node) => {
      if (!/^h[234]$/.test(node.tagName)) return;
      const id = (node.properties.id ??= nameOf(textOf(node)));
      // The sign itself is drawn by CSS, so that it is no part of the heading's text.
      node.children.push(
        h('a', { className: ['anchor'], href: `#${id}`, ariaLabel: `Link to “${textOf(node)}”` }),
      );
    });
  };
}
