import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { changePages } from './built-pages.mjs';
import { nameOf } from './inline-to-files.mjs';

const link = /<link rel="stylesheet" href="([^"]+)">/g;

/**
 * Puts one stylesheet in the place of a page's several, at the last one's, so that their rules keep their order.
 *
 * @param {string} html a whole page
 * @param {(addresses: string[]) => string} merged gives the address of one file with what these hold, in their order
 * @returns {string} the page with at most one stylesheet
 */
export function oneStylesheet(html, merged) {
  const addresses = [...html.matchAll(link)].map(([, address]) => address);
  let left = addresses.length;
  return html.replace(link, () =>
    --left === 0 ? `<link rel="stylesheet" href="${merged(addresses)}">` : '',
  );
}

/**
 * After the build, gives each page one stylesheet: nothing is painted before the last of them is there, and a host
 * that speaks HTTP/1.1 sends six files at a time, of which fonts take two. What pages share is then sent once more
 * for each, 6 kB.
 * @returns {import('astro').AstroIntegration}
 */
export function oneStylesheetEach() {
  let folder = '_astro';
  return {
    name: 'one-stylesheet-each',
    hooks: {
      'astro:config:done': ({ config }) => {
        folder = config.build.assets;
      },
      'astro:build:done': async ({ dir }) => {
        const dist = fileURLToPath(dir);
        const assets = path.join(dist, folder);
        const names = (await readdir(assets)).filter((name) => name.endsWith('.css'));
        const sheets = new Map();
        for (const name of names) sheets.set(name, await readFile(path.join(assets, name), 'utf8'));
        /** By name, what pages ask for in the end. */
        const wanted = new Map();

        await changePages(dist, (html) =>
          oneStylesheet(html, (addresses) => {
            const content = addresses.map((address) => sheets.get(path.posix.basename(address))).join('\n');
            const name = nameOf(content, 'css');
            wanted.set(name, content);
            return path.posix.join(path.posix.dirname(addresses[0]), name);
          }),
        );
        for (const [name, content] of wanted) await writeFile(path.join(assets, name), content);
        for (const name of names) if (!wanted.has(name)) await rm(path.join(assets, name));
      },
    },
  };
}
