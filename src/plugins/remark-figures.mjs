import { visit } from 'unist-util-visit';
import { attribute } from '../series/chapters.mjs';
import { figurePlaces } from '../series/registry.mjs';

/**
 * Gives each figure its number in the series and resolves `<FigureRef to="name" />` and
 * `<Try figure="name">`, so that neither a caption nor a
 * sentence ever types a figure's number. A reference to a figure of another part gets that part's name, to link to.
 *
 * @param {{ places?: () => Map<string, import('../series/registry.mjs').FigurePlace> }} [options]
 */
export function remarkFigures({ places = figurePlaces } = {}) {
  return (tree, file) => {
    const all = places();
    const here = new Set();

    visit(tree, 'mdxJsxFlowElement', (node) => {
      if (node.name !== 'Figure') return;
      const name = attribute(node, 'name');
      if (!name) file.fail('A <Figure> needs a name', node);
      if (here.has(name)) file.fail(`The figure "${name}" appears twice`, node);
      if (!all.has(name)) file.fail(`The figure "${name}" stands in no part of the series`, node);
      here.add(name);
      set(node, 'number', all.get(name).number);
      set(node, 'part', all.get(name).part);
    });

    visit(tree, ['mdxJsxTextElement', 'mdxJsxFlowElement'], (node) => {
      const key = pointers[node.name];
      if (!key) return;
      const to = attribute(node, key);
      if (!all.has(to)) file.fail(`<${node.name} ${key}="${to}"> points to no figure of the series`, node);
      set(node, 'number', all.get(to).number);
      if (!here.has(to)) set(node, 'part', all.get(to).part);
    });
  };
}

/** Components that point to a figure, and the attribute that names it. */
const pointers = { FigureRef: 'to', Try: 'figure' };

function set(node, name, value) {
  node.attributes.push({ type: 'mdxJsxAttribute', name, value });
}
