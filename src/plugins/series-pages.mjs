import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parts } from '../series/registry.mjs';

/**
 * Gives each part of the series its page: content/parts/digits.mdx answers at /digits/.
 *
 * One page for all of them would load the styles of every figure with each: so each has an entry of its own, written
 * here, since only `.astro` files can be entries.
 */
export function seriesPages() {
  return {
    name: 'series-pages',
    hooks: {
      'astro:config:setup'({ config, injectRoute, createCodegenDir }) {
        const folder = createCodegenDir();
        const at = (path) => JSON.stringify(fileURLToPath(new URL(path, config.root)));
        for (const { name } of parts()) {
          const entrypoint = new URL(`${name}.astro`, folder);
          const imports = [
            `import Part from ${at('src/layouts/Part.astro')};`,
            `import * as text from ${at(`content/parts/${name}.mdx`)};`,
          ];
          writeFileSync(entrypoint, `---\n${imports.join('\n')}\n---\n\n<Part name="${name}" {text} />\n`);
          injectRoute({ pattern: `/${name}`, entrypoint });
        }
      },
    },
  };
}
