import { createHash } from 'node:crypto';
import { parse } from 'parse5';

/** Script types that the browser runs; every other inline script is data, which no policy forbids. */
const runs = new Set(['', 'module', 'text/javascript', 'application/javascript']);

/** Every element below a node of parse5's tree, what stands in templates too, in the order of the text. */
function* elementsOf(node) {
  for (const child of [...(node.childNodes ?? []), ...(node.content ? [node.content] : [])]) {
    if (child.tagName) yield child;
    yield* elementsOf(child);
  }
}

const attributesOf = (element) => Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
const textOf = (element) => element.childNodes.map(({ value = '' }) => value).join('');
const isInHead = (element) =>
  Boolean(element.parentNode) && (element.parentNode.tagName === 'head' || isInHead(element.parentNode));

/**
 * Moves everything that a strict Content-Security-Policy forbids out of a page's HTML: inline scripts become files,
 * and `<style>` elements and `style` attributes one stylesheet. A rule that was an attribute still wins over every
 * other: its selector has the weight of two ids. Scripts in the head still run before the page is painted, those in
 * the body once the page is parsed, in their order.
 *
 * @param {string} html a whole page
 * @param {(content: string, extension: 'js' | 'css') => string} file gives the address of a file with this content
 * @returns {string} the page without anything inline
 * @throws {Error} on what cannot be moved: handlers such as `onclick`, import maps
 */
export function inlineToFiles(html, file) {
  /** @type {{ from: number, to: number, text: string }[]} */
  const edits = [];
  const sheets = [];
  const names = new Map();
  const document = parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false });
  let head;

  for (const element of elementsOf(document)) {
    const place = element.sourceCodeLocation;
    if (!place) continue;
    if (element.tagName === 'head') head = place.endTag?.startOffset;
    const attributes = attributesOf(element);

    for (const name of Object.keys(attributes)) {
      if (name.startsWith('on'))
        throw new Error(
          `Expected no handlers in the HTML, got ${name} on <${element.tagName}>: listen in a script.`,
        );
    }
    if (attributes.style !== undefined) {
      const { startOffset: from, endOffset: to } = place.attrs.style;
      const rule = attributes.style.trim();
      if (rule && !names.has(rule)) names.set(rule, names.size.toString(36));
      edits.push({ from, to, text: rule ? `data-style="${names.get(rule)}"` : '' });
    }
    if (element.tagName === 'style') {
      const { media } = attributes;
      sheets.push(media ? `@media ${media}{${textOf(element)}}` : textOf(element));
      edits.push({ from: place.startOffset, to: place.endOffset, text: '' });
    }
    if (element.tagName === 'script' && attributes.src === undefined) {
      const { type = '' } = attributes;
      if (type === 'importmap')
        throw new Error('Expected no import map, got one: browsers take none from a file.');
      if (!runs.has(type)) continue;
      const kind = type === 'module' ? ' type="module"' : isInHead(element) ? '' : ' defer';
      const text = `<script${kind} src="${file(textOf(element), 'js')}"></script>`;
      edits.push({ from: place.startOffset, to: place.endOffset, text });
    }
  }

  for (const [rule, name] of names) sheets.push(`[data-style="${name}"]:not(#_#_){${rule}}`);
  if (sheets.length > 0) {
    if (head === undefined) throw new Error('Expected a page with </head>, got one without.');
    const text = `<link rel="stylesheet" href="${file(`${sheets.join('\n')}\n`, 'css')}">`;
    edits.push({ from: head, to: head, text });
  }
  let moved = html;
  for (const { from, to, text } of edits.sort((a, b) => b.from - a.from))
    moved = moved.slice(0, from) + text + moved.slice(to);
  return moved;
}

/** A short name for a file of this content, the same wherever it is built. */
export const nameOf = (content, extension) =>
  `inline.${createHash('sha256').update(content).digest('base64url').slice(0, 10)}.${extension}`;
