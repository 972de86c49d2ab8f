// What a reader reads of a paragraph of Markdown, sentence by sentence, numbers filled in.
import { format, measured } from '../components/measured.ts';

const elements = ['mdxJsxTextElement', 'mdxJsxFlowElement'];
const paragraphs = ['paragraph', 'heading', 'tableCell'];

/**
 * @typedef {{ name: string | null, type: string, attributes: any[], children: any[] }} Element of MDX
 */

/**
 * An attribute of an MDX element: its text, the source of an expression, or undefined.
 * @param {Element} node
 * @param {string} name
 * @returns {string | undefined}
 */
export function attribute(node, name) {
  const value = node.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === name)?.value;
  return typeof value === 'object' ? value?.value : value;
}

/**
 * Whether a node is an element of MDX of this name.
 * @param {any} node
 * @param {string} name
 */
export const isElement = (node, name) => elements.includes(node.type) && node.name === name;

function number(node) {
  const as = attribute(node, 'format') ?? 'number';
  const digits = Number(attribute(node, 'digits') ?? (as === 'percent' ? 0 : 2));
  const source = { file: attribute(node, 'file'), card: attribute(node, 'card') };
  return format(measured(source, attribute(node, 'path')), as, digits);
}

/**
 * The sentences of a block: [{ text, nodes }], where `nodes` are the elements of MDX that begin in it.
 * What stands in an element of its own, like a note in the margin, is part of the sentence around it.
 */
export function sentencesOf(block) {
  const sentences = [{ text: '', nodes: [] }];
  const say = (text) => {
    const [rest = '', ...more] = text.split(/(?<=[.!?]\)?)\s+/);
    sentences.at(-1).text += rest;
    for (const next of more) sentences.push({ text: next, nodes: [] });
  };
  const read = (node) => {
    if (node.type === 'text') say(node.value.replace(/\s*\[@[^\]]*\]/g, '').replace(/\s+/g, ' '));
    else if (['inlineCode', 'inlineMath'].includes(node.type)) sentences.at(-1).text += node.value;
    else if (elements.includes(node.type)) {
      sentences.at(-1).nodes.push(node);
      if (node.name === 'Measured') sentences.at(-1).text += number(node);
    }
    if (node.children) for (const child of node.children) read(child);
  };
  read(block);
  return sentences.map(({ text, nodes }) => ({ text: text.trim(), nodes }));
}

/**
 * All sentences below a node, of the innermost block that each is in.
 * @param {any} node
 * @returns {Generator<{ text: string, nodes: Element[] }>}
 */
export function* allSentences(node) {
  if (paragraphs.includes(node.type)) yield* sentencesOf(node);
  else if (node.children?.some((child) => ['text', 'mdxJsxTextElement'].includes(child.type)))
    yield* sentencesOf(node);
  else for (const child of node.children ?? []) yield* allSentences(child);
}
