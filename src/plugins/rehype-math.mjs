import { SKIP, visit } from 'unist-util-visit';
import { h, textOf } from './hast.mjs';

/**
 * Runs after rehype-katex, which writes MathML, and leaves of it what browsers draw and readers copy: no TeX source
 * beside each formula, no wrapper, and the few shapes that MathML Core has in place of those it dropped.
 */
export function rehypeMath() {
  return (tree) => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName !== 'span' || node.properties.className?.[0] !== 'katex') return;
      const math = node.children[0];
      const rows = math.children[0].children.filter((child) => child.tagName !== 'annotation');
      const { display } = math.properties;
      math.children = rows;
      // Formulas run from left to right on any page, and no translator may touch them.
      math.properties = { ...(display && { display }), dir: 'ltr', translate: 'no' };
      visit(math, 'element', settle);
      parent.children[index] =
        display === 'block'
          ? h('div', { className: ['formula'] }, math)
          : withPunctuation(math, parent, index);
      return SKIP;
    });
  };
}

/** A formula in a sentence keeps the sign that closes it on its line, as a word does. */
function withPunctuation(math, parent, index) {
  const next = parent.children[index + 1];
  const [signs] = (next?.type === 'text' && /^[.,:;!?)\]’”…]+/.exec(next.value)) || [];
  if (!signs) return math;
  next.value = next.value.slice(signs.length);
  return h('span', { className: ['unbroken'] }, math, signs);
}

/** A base, and what is set smaller beside, above or below it. */
const scripted = new Set(['msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover']);

function settle(node) {
  const words = textOf(node);
  // Firefox draws a letter that is itself a script at full size once a stylesheet gives it a font; in a row it does not.
  if (scripted.has(node.tagName)) {
    const [base, ...scripts] = node.children;
    node.children = [base, ...scripts.map((one) => (one.tagName === 'mrow' ? one : h('mrow', {}, one)))];
  }
  if (node.tagName === 'mi') {
    // Script letters are characters of their own, since MathML Core reads no variant but the upright one.
    if (node.properties.mathvariant === 'script') {
      node.children = [{ type: 'text', value: script[words] ?? words }];
      node.properties = { mathvariant: 'normal' };
    } else if ([...words].length > 1) node.properties.mathvariant = 'normal';
  }
  // An operator that is a word, as KaTeX writes it, holds an element, which an operator must not.
  if (node.tagName === 'mo' && node.children[0]?.type === 'element') {
    node.children = [{ type: 'text', value: words }];
  }
}

const script = { L: 'ℒ' };
