import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** Parts and the whole hold their chapters' text without importing them: tell the dev server they depend on them. */
export function chaptersReload() {
  const texts = readdirSync('content/parts').map((file) => resolve('content/parts', file));
  return {
    name: 'chapters-reload',
    hotUpdate({ file, modules }) {
      if (!/\/content\/(chapters|parts)\/[\w-]+\.mdx$/.test(file)) return;
      const holders = [...texts, resolve('content/article.mdx')];
      return [
        ...modules,
        ...holders.flatMap((held) => [...(this.environment.moduleGraph.getModulesByFile(held) ?? [])]),
      ];
    },
  };
}
