import { visit } from 'unist-util-visit';
import { h, hasClass, text, textOf } from './hast.mjs';

/**
 * Runs after rehype-citation and turns its output into what the page needs: an ordered list whose
 * entries link back to every place they are cited, put where the article says `<References />`, and
 * a plain-text copy for the page's metadata. A key that is not in the bibliography fails the build.
 */
export function rehypeReferences() {
  return (tree, file) => {
    const cited = numberCitations(tree, file);
    const list = takeOut(tree, (node) => node.properties?.id === 'refs');
    const entries = list ? list.children.filter((node) => hasClass(node, 'csl-entry')) : [];

    putAt(tree, 'References', referenceList(entries, cited));
    file.data.astro.frontmatter.references = entries.map((entry) =>
      textOf(entry).replace(/\s+/g, ' ').trim(),
    );
  };
}

/** Gives each in-text citation an id to come back to. Returns bib id -> ids of its citations. */
function numberCitations(tree, file) {
  const cited = new Map();
  visit(tree, 'text', (node) => {
    const unknown = /\[[^\]]*@[\w-]+[^\]]*\]/.exec(node.value);
    if (unknown) file.fail(`${unknown[0]} cites a key that is not in the bibliography`, node);
  });
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'span' || !String(node.properties.id).startsWith('citation--')) return;
    node.properties = { className: ['citation'] };
    // The bracket must not start a line of its own.
    const before = parent?.children[index - 1];
    if (before?.type === 'text') before.value = before.value.replace(/ $/, '\u00a0');
    for (const link of node.children.filter((child) => child.tagName === 'a')) {
      const target = link.properties.href.slice(1);
      const places = cited.get(target) ?? [];
      const id = `cite-${target.replace(/^bib-/, '')}-${places.length + 1}`;
      cited.set(target, [...places, id]);
      const ariaLabel = `Reference ${textOf(link)}`;
      link.properties = { ...link.properties, id, ariaLabel, dataNote: '', role: 'doc-biblioref' };
    }
  });
  return cited;
}

function referenceList(entries, cited) {
  const items = entries.map((entry, index) => {
    const id = entry.properties.id;
    linkAddresses(entry);
    return h(
      'li',
      { id, tabIndex: -1 },
      h('div', { className: ['note-body'] }, entry.children),
      backLinks(cited.get(id) ?? [], `reference ${index + 1}`),
    );
  });
  return h('ol', { className: ['references'], role: 'list' }, items);
}

function backLinks(ids, what) {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const links = ids.map((id, i) =>
    h(
      'a',
      { href: `#${id}`, ariaLabel: `Back to citation ${letters[i]} of ${what}` },
      letters[i] ?? String(i + 1),
    ),
  );
  return h('span', { className: ['back-links'] }, h('span', { ariaHidden: 'true' }, '↩'), links);
}

/** citeproc prints addresses as text; a reader wants a short link. */
function linkAddresses(entry) {
  const address = /https?:\/\/[^\s<]+[^\s<.,;)]/;
  visit(entry, 'text', (node, index, parent) => {
    const found = address.exec(node.value);
    if (!found || parent.tagName === 'a') return;
    const [url] = found;
    parent.children.splice(
      index,
      1,
      text(node.value.slice(0, found.index)),
      h('a', { href: url }, label(url)),
      text(node.value.slice(found.index + url.length)),
    );
    return index + 3;
  });
}

function label(url) {
  const { hostname, pathname } = new URL(url);
  if (hostname === 'arxiv.org') return `arXiv:${pathname.replace('/abs/', '')}`;
  if (hostname === 'doi.org') return `doi:${pathname.slice(1)}`;
  return hostname.replace(/^www\./, '');
}

/** Removes the first element that matches from the tree and returns it. */
export function takeOut(tree, matches) {
  let taken;
  visit(tree, 'element', (node, index, parent) => {
    if (taken || !parent || !matches(node)) return;
    taken = node;
    parent.children.splice(index, 1);
    return index;
  });
  return taken;
}

/** Puts an element in the place of the component called `name`, or at the end of the tree. */
export function putAt(tree, name, element) {
  let placed = false;
  visit(tree, 'mdxJsxFlowElement', (node, index, parent) => {
    if (placed || node.name !== name) return;
    parent.children[index] = element;
    placed = true;
  });
  if (!placed) tree.children.push(element);
}
