// The engine as one script for a page of a test or of the bench, without a worker. What a test needs from inside
// the engine comes in with its own entry, so that none of it is ever part of the site.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const threadEntry = fileURLToPath(new URL('../src/lib/engine/kernels/thread.ts', import.meta.url));

/** Where the page and its files are answered. */
export const bundlePath = '/test-engine/';

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
const page = '<!doctype html><title>Engine</title><script type="module" src="engine.js"></script>';

/** `import url from '….wasm?url'`, as Vite reads it. */
const wasmUrls = (files) => ({
  name: 'wasm-urls',
  setup(building) {
    building.onResolve({ filter: /\.wasm\?url$/ }, ({ path: specifier, resolveDir }) => ({
      path: createRequire(path.join(resolveDir, 'importer')).resolve(specifier.replace('?url', '')),
      namespace: 'wasm-url',
    }));
    building.onLoad({ filter: /.*/, namespace: 'wasm-url' }, ({ path: file }) => {
      files.set(path.basename(file), file);
      return { contents: bundlePath + path.basename(file), loader: 'text' };
    });
  },
});

/**
 * @param {string} entry the TypeScript file to start from
 * @returns {Promise<(name: string) => Promise<{ contentType: string, body: Buffer | string, headers: object } | undefined>>}
 *   what to answer under `bundlePath`, by the rest of the path
 */
export async function bundleEngine(entry) {
  const wasm = new Map();
  const scripts = new Map();
  // Threads are workers of their own: their script is asked for by its name.
  for (const [name, from] of [
    ['engine.js', entry],
    ['thread.ts', threadEntry],
  ]) {
    const { outputFiles } = await build({
      entryPoints: [from],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      minify: true,
      logLevel: 'error',
      plugins: [wasmUrls(wasm)],
    });
    scripts.set(name, outputFiles[0].text);
  }
  return async (name) => {
    if (name === '') return { contentType: 'text/html', body: page, headers: isolation };
    const script = scripts.get(name);
    if (script) return { contentType: 'text/javascript', body: script, headers: isolation };
    const file = wasm.get(name);
    return file && { contentType: 'application/wasm', body: await readFile(file), headers: isolation };
  };
}

/**
 * Opens the engine's page under an origin that serves the site's weights.
 * @param {import('playwright').Page} page
 * @param {string} origin with a slash at its end
 * @param {Awaited<ReturnType<typeof bundleEngine>>} answer
 */
export async function openEngine(page, origin, answer) {
  const address = new URL(bundlePath, origin).href;
  await page.route(`${address}**`, async (route) => {
    const found = await answer(new URL(route.request().url()).pathname.slice(bundlePath.length));
    await route.fulfill(found ?? { status: 404 });
  });
  await page.goto(address);
  await page.waitForFunction(() => 'engine' in globalThis);
}
