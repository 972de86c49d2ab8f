import { visit } from 'unist-util-visit';

/**
 * Numbers the figures in reading order and resolves `<FigureRef to="name" />`, so that neither a
 * caption nor a sentence ever types a figure's number.
 */
export function remarkFigures() {
  return (tree, file) => {
    const numbers = new Map();

    visit(tree, 'mdxJsxFlowElement', (node) => {
      if (node.name !== 'Figure') return;
      const name = attribute(node, 'name');
      if (!name) file.fail('A <Figure> needs a name', node);
      if (numbers.has(name)) file.fail(`The figure "${name}" appears twice`, node);
      numbers.set(name, numbers.size + 1);
      setNumber(node, numbers.get(name));
    });

    visit(tree, ['mdxJsxTextElement', 'mdxJsxFlowElement'], (node) => {
      if (node.name !== 'FigureRef') return;
      const to = attribute(node, 'to');
      if (!numbers.has(to)) file.fail(`<FigureRef to="${to}" /> points to no figure of this article`, node);
      setNumber(node, numbers.get(to));
    });
  };
}

function attribute(node, name) {
  return node.attributes.find((a) => a.type === 'mdxJsxAttribute' && a.name === name)?.value;
}

function setNumber(node, number) {
  node.attributes.push({ type: 'mdxJsxAttribute', name: 'number', value: String(number) });
}
