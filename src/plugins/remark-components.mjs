import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { visit } from 'unist-util-visit';
import { attribute } from '../series/chapters.mjs';

const folder = join(process.cwd(), 'src', 'components');

/**
 * Imports what a text uses: `<Aside>` is src/components/Aside.astro, and `<Figure name="traversal">` also brings
 * src/components/figures/traversal/index.astro. A page thus loads the styles and scripts of what stands on it, and
 * of nothing else. A component or a figure that is not there fails the build.
 */
export function remarkComponents() {
  return (tree, file) => {
    const imported = new Map();

    visit(tree, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (node) => {
      if (!/^[A-Z]/.test(node.name ?? '') || replacedLater.has(node.name)) return;
      const component = join(folder, `${node.name}.astro`);
      if (!existsSync(component)) file.fail(`<${node.name}> is no component in src/components`, node);
      imported.set(node.name, component);
      if (node.name !== 'Figure') return;

      const name = attribute(node, 'name');
      const figure = join(folder, 'figures', name, 'index.astro');
      if (!existsSync(figure)) file.fail(`The figure "${name}" is not in src/components/figures`, node);
      const local = `Figure_${name.replaceAll('-', '_')}`;
      imported.set(local, figure);
      node.attributes.push({ type: 'mdxJsxAttribute', name: 'of', value: identifier(local) });
    });

    tree.children.unshift(...[...imported].map(([name, path]) => importOf(name, path)));
  };
}

/** Places that the plugins of HTML fill. */
const replacedLater = new Set(['Footnotes', 'References']);

function importOf(name, path) {
  const statement = {
    type: 'ImportDeclaration',
    specifiers: [{ type: 'ImportDefaultSpecifier', local: { type: 'Identifier', name } }],
    source: { type: 'Literal', value: path, raw: JSON.stringify(path) },
    attributes: [],
  };
  return { type: 'mdxjsEsm', value: '', data: { estree: program(statement) } };
}

function identifier(name) {
  const expression = { type: 'Identifier', name };
  const estree = program({ type: 'ExpressionStatement', expression });
  return { type: 'mdxJsxAttributeValueExpression', value: name, data: { estree } };
}

const program = (statement) => ({ type: 'Program', sourceType: 'module', body: [statement] });
