import { resolve } from 'node:path';

/** The article holds its chapters' text without importing them: tell the dev server it depends on them. */
export function chaptersReload() {
  const article = resolve('content/article.mdx');
  return {
    name: 'chapters-reload',
    hotUpdate({ file, modules }) {
      if (!/\/content\/chapters\/[\w-]+\.mdx$/.test(file)) return;
      return [...modules, ...(this.environment.moduleGraph.getModulesByFile(article) ?? [])];
    },
  };
}
