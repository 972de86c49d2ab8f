// A chapter of a course, built by MyST itself: its command line reads the Markdown and copies into the book what a
// directive names, and its themes' own renderer shows the widget. Only the shell around both is ours, because whole
// themes come from the network.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/** As an author writes it; `site` is said because the site under test was built for another address. */
const chapter = (site: string) => `# A chapter

:::{anywidget} ${site}figures.mjs
{ "figure": "overlap", "state": "kernel=5", "site": "${site}" }
:::

And on.
`;

/** What a theme does with the built chapter: one renderer a kind of node. `window.leave` is another chapter opened. */
const theme = `
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ANY_RENDERERS } from '@myst-theme/anywidget';
import chapter from './_build/site/content/index.json';

const known = {
  ...ANY_RENDERERS,
  paragraph: ({ node }) => createElement('p', null, shown(node.children)),
  text: ({ node }) => node.value,
};
const shown = (nodes = []) =>
  nodes.map((node) =>
    known[node.type] ? createElement(known[node.type], { node, key: node.key }) : shown(node.children),
  );
const root = createRoot(document.querySelector('article'));
root.render([createElement('h1', { key: 'title' }, chapter.frontmatter.title), ...shown(chapter.mdast.children)]);
window.leave = () => root.render('Another chapter');
`;

const modules = path.resolve('node_modules');

/**
 * @param site the address of the figures, which MyST asks for the module
 * @returns what the book's host answers, by path: the theme's script, and what MyST has copied
 */
export async function buildBook(site: string): Promise<ReadonlyMap<string, Buffer>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'myst-book-'));
  try {
    const write = (name: string, text: string) => writeFile(path.join(folder, name), text);
    await mkdir(path.join(folder, 'shell'));
    await write('shell/template.yml', "jtex: v1\ntitle: A shell\nversion: '1'\n");
    await write('myst.yml', 'version: 1\nproject:\n  title: A course\nsite:\n  template: ./shell\n');
    await write('index.md', chapter(site));
    await promisify(execFile)(
      process.execPath,
      [path.join(modules, 'mystmd/dist/myst.cjs'), 'build', '--site', '--strict'],
      { cwd: folder },
    );
    const { outputFiles } = await build({
      stdin: { contents: theme, resolveDir: folder, loader: 'js' },
      nodePaths: [modules],
      define: { 'process.env.NODE_ENV': '"production"' },
      bundle: true,
      format: 'esm',
      write: false,
    });
    const copied = path.join(folder, '_build/site/public');
    const names = await readdir(copied);
    return new Map([
      ['/book.mjs', Buffer.from(outputFiles[0]!.contents)],
      ...(await Promise.all(
        names.map(async (name) => [`/${name}`, await readFile(path.join(copied, name))] as const),
      )),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
