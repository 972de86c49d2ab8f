import { visit } from 'unist-util-visit';
import { h, textOf } from './hast.mjs';
import { putAt, takeOut } from './rehype-references.mjs';

/**
 * Moves the footnotes to where the article says `<Footnotes />` and gives them the same shape as
 * the references (a body and a way back), so that one hover card serves both.
 */
export function rehypeFootnotes() {
  return (tree) => {
    visit(tree, 'element', (node) => {
      if (node.tagName !== 'a' || node.properties.dataFootnoteRef === undefined) return;
      const number = textOf(node);
      node.properties = {
        id: `footnote-ref-${number}`,
        href: `#footnote-${number}`,
        ariaLabel: `Footnote ${number}`,
        dataNote: '',
        role: 'doc-noteref',
      };
    });

    const section = takeOut(tree, (node) => node.properties?.dataFootnotes !== undefined);
    const items = section?.children.find((node) => node.tagName === 'ol')?.children ?? [];
    const notes = items.filter((node) => node.tagName === 'li').map((item, i) => footnote(item, i + 1));
    putAt(tree, 'Footnotes', h('ol', { className: ['footnotes'], role: 'list' }, notes));
  };
}

function footnote(item, number) {
  takeOut(item, (node) => node.properties?.dataFootnoteBackref !== undefined);
  return h(
    'li',
    { id: `footnote-${number}`, tabIndex: -1 },
    h('div', { className: ['note-body'] }, item.children),
    h(
      'span',
      { className: ['back-links'] },
      h('a', { href: `#footnote-ref-${number}`, ariaLabel: `Back to footnote ${number} in the text` }, '↩'),
    ),
  );
}
