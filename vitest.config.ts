import { compileModule } from 'svelte/compiler';
import { defineConfig, type Plugin } from 'vitest/config';

/** Lets a unit test import a module with runes, *.svelte.ts. (Components are tested in a browser.) */
const runes: Plugin = {
  name: 'runes',
  enforce: 'post',
  transform(code, id) {
    const [filename = ''] = id.split('?', 1);
    if (!/\.svelte\.[jt]s$/.test(filename)) return undefined;
    const { js } = compileModule(code, { filename, generate: 'client' });
    return { code: js.code, map: js.map };
  },
};

export default defineConfig({
  plugins: [runes],
  // As scripts/node-tfjs.mjs does for Node: TF.js's gradients come as files that only bundlers can read.
  resolve: { alias: { '@tensorflow/tfjs-core/dist/register_all_gradients': '@tensorflow/tfjs' } },
  test: {
    // TF.js advises tfjs-node, whose native library we neither need nor measure.
    onConsoleLog: (line) => !line.includes('speed things up'),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        // Our nets against numbers that PyTorch wrote. One file at a time: each keeps a core busy.
        test: {
          name: 'parity',
          environment: 'node',
          include: ['tests/parity/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        // The built site in another browser than that of tests/e2e.
        test: {
          name: 'firefox',
          environment: 'node',
          include: ['tests/firefox/**/*.test.ts'],
          testTimeout: 90_000,
        },
      },
      {
        extends: true,
        // Skipped where there is no WebKitGTK.
        test: {
          name: 'webkit',
          environment: 'node',
          include: ['tests/webkit/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
