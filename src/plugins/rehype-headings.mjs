import { visit } from 'unist-util-visit';
import { h, textOf } from './hast.mjs';

/** Gives every section heading an id and an anchor link that a reader can copy. */
export function rehypeHeadings() {
  return (tree) => {
    const taken = new Set();
    visit(tree, 'element', (node) => {
      if (!/^h[23]$/.test(node.tagName)) return;
      const id = (node.properties.id ??= unique(slug(textOf(node)), taken));
      // The sign itself is drawn by CSS, so that it is no part of the heading's text.
      node.children.push(
        h('a', { className: ['anchor'], href: `#${id}`, ariaLabel: `Link to “${textOf(node)}”` }),
      );
    });
  };
}

function slug(words) {
  return words
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}

function unique(id, taken) {
  let candidate = id;
  for (let n = 2; taken.has(candidate); n += 1) candidate = `${id}-${n}`;
  taken.add(candidate);
  return candidate;
}
