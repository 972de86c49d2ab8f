import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { parts } from '../series/registry.mjs';
import { buildTargets } from '../../scripts/supported-browsers.mjs';
import { needsIn } from './offline/needs.mjs';

/** Nobody opens these in a page. */
const isAside = (name) =>
  /^(_headers|\.nojekyll|sw\.js|404\.html|figures\.mjs|sitemap-.*|social\.png|.*\.pdf|.*\.ipynb|.*oembed\.json)$/.test(
    name,
  ) ||
  (name.startsWith('weights/') && !name.endsWith('/card.json'));

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('base64url').slice(0, 16);

/** The name of a build and the bytes of a part, as pages say them: as long as what comes in their place. */
const blank = { build: '0'.repeat(16), bytes: '0'.repeat(10) };
const control = new RegExp(
  `data-part="([^"]*)" data-networks(?:="([^"]*)")? data-bytes="${blank.bytes}" data-build="${blank.build}"`,
  'g',
);

/**
 * After the build, writes what lets a reader take the site along: the service worker, the list of all files with their
 * sums and of what each part needs of them, and into each page how many bytes that is. With `PUBLIC_OFFLINE=off` there
 * is no such thing, and a service worker in its place that removes an earlier one from the browsers that have it.
 * @returns {import('astro').AstroIntegration}
 */
export function offline() {
  const isOn = process.env.PUBLIC_OFFLINE !== 'off';
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        ({ base } = config);
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(`${base}sw.js`, (_, response) => {
          void serviceWorker('farewell').then((script) =>
            response.setHeader('Content-Type', 'text/javascript').end(script),
          );
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        if (!isOn) return writeFile(path.join(dist, 'sw.js'), await serviceWorker('farewell'));
        const all = await filesIn(dist);
        const cards = cardsIn(all);
        const files = new Map([...all].filter(([name]) => !isAside(name)));
        const list = listOf(files, cards);
        for (const [name, bytes] of files) {
          if (!name.endsWith('.html')) continue;
          const page = bytes
            .toString('utf8')
            .replace(control, (said, part) =>
              said
                .replace(blank.bytes, String(list.parts[part].bytes).padStart(blank.bytes.length, '0'))
                .replace(blank.build, list.build),
            );
          if (page === bytes.toString('utf8')) continue;
          files.set(name, Buffer.from(page));
          await writeFile(path.join(dist, name), page);
        }
        // Pages that say their size are as long as before, and other files.
        list.files = [...files].map(([name, bytes]) => [name, bytes.length, sha256(bytes)]);
        await writeFile(path.join(dist, `_astro/offline.${list.build}.json`), JSON.stringify(list));
        await writeFile(path.join(dist, 'sw.js'), await serviceWorker('service-worker', list.build));
        logger.info(`build ${list.build}: ${list.files.length} files can be kept`);
      },
    },
  };
}

/** Everything under a folder, by its path there, in order. */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name))])),
  );
}

const cardsIn = (files) =>
  new Map(
    [...files]
      .map(([name, bytes]) => [/^weights\/([^/]+)\/card\.json$/.exec(name)?.[1], bytes])
      .filter(([id]) => id !== undefined)
      .map(([id, bytes]) => [id, JSON.parse(bytes.toString('utf8'))]),
  );

/** The list of a build; see src/lib/offline/site-list.ts. */
function listOf(files, cards) {
  const names = [...files.keys()];
  const places = new Map(names.map((name, at) => [name, at]));
  const needs = needsIn(files);
  const networks = networksIn(files);
  const sumOfAll = createHash('sha256');
  for (const [name, bytes] of files) sumOfAll.update(`${name} ${sha256(bytes)}\n`);

  const partOf = ({ name }) => {
    const ids = networks.get(name) ?? [];
    const page = `${name}/index.html`;
    const pages = ['index.html', page, ...figurePages(files.get(page).toString('utf8'), names)];
    const needed = [...needs(pages), ...ids.map((id) => `weights/${id}/card.json`)];
    const bytes = needed.reduce((sum, one) => sum + files.get(one).length, 0);
    return {
      files: needed.map((one) => places.get(one)).sort((a, b) => a - b),
      networks: ids,
      bytes: bytes + ids.reduce((sum, id) => sum + weighed(cards.get(id)), 0),
    };
  };

  return {
    build: sumOfAll.digest('base64url').slice(0, 16),
    files: [],
    parts: Object.fromEntries(parts().map((part) => [part.name, partOf(part)])),
    shell: [...needs(['offline/index.html'])].map((name) => places.get(name)),
  };
}

const weighed = ({ model, shards }) => [model, ...shards].reduce((sum, { bytes }) => sum + bytes, 0);

/** The networks that each part's figures can ask for, as the controls in the pages say. */
function networksIn(files) {
  const found = new Map();
  for (const [name, bytes] of files) {
    if (!name.endsWith('.html')) continue;
    for (const [, part, networks = ''] of bytes.toString('utf8').matchAll(control))
      found.set(part, networks.split(' ').filter(Boolean));
  }
  return found;
}

/** The pages on which the figures of a page stand alone, to embed or as a slide, and the page above those. */
function figurePages(html, names) {
  const alone = names.filter((name) => {
    const [, figure] = /^\w+\/([\w-]+)\/index\.html$/.exec(name) ?? [];
    return figure !== undefined && html.includes(` id="${figure}"`);
  });
  const above = alone.map((name) => name.replace(/[^/]+\/index\.html$/, 'index.html'));
  return [...alone, ...new Set(above.filter((name) => names.includes(name)))];
}

/**
 * A service worker, compiled.
 * @param {'service-worker' | 'farewell'} name
 * @param {string} [build] the build that it belongs to
 */
async function serviceWorker(name, build = '') {
  const entry = fileURLToPath(new URL(`../lib/offline/worker/${name}.ts`, import.meta.url));
  const { outputFiles } = await bundle({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: buildTargets,
    define: { BUILD: JSON.stringify(build) },
  });
  return outputFiles[0].text;
}
