import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { root } from '../../../scripts/tools.mjs';

// The project's own configuration, except that these files exist only here, so that the rules
// which ask the TypeScript compiler have nobody to ask.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [tseslint.configs.disableTypeChecked],
});

/** The rules that fire on `code`, as if it stood in `file`. */
async function rulesOn(file: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const inScript = (code: string) => `<script lang="ts">\n  ${code}\n</script>\n`;
const inFrontmatter = (code: string) => `---\n${code}\n---\n\n<p>Hello</p>\n`;

describe('The linter refuses', () => {
  test.each([
    ['TF.js in a component', 'src/components/figures/x/X.ts', "import '@tensorflow/tfjs-core';"],
    ['TF.js in a page', 'src/pages/x.ts', "import '@tensorflow/tfjs';"],
    ['TF.js in a net', 'src/lib/nets/x.ts', "import '@tensorflow/tfjs-core';"],
    ['TF.js in an experiment', 'src/lib/experiments/x.ts', "import '@tensorflow/tfjs-core';"],
    ['TF.js imported late', 'src/components/x.ts', "await import('@tensorflow/tfjs');"],
    ['TF.js re-exported', 'src/lib/x.ts', "export * from '@tensorflow/tfjs-core';"],
    ['a net in a component', 'src/components/figures/x/x.ts', "import '../../../lib/nets/mnist-cnn.ts';"],
    ['an objective in a component', 'src/components/x.ts', "export { a } from '../lib/objectives/gram';"],
    ['an optimizer in a layout', 'src/layouts/x.ts', "import '../lib/optimizers/adam.ts';"],
    ['a digit as a tensor in a page', 'src/pages/embed/x.ts', "import '../../lib/pictures/tensors.ts';"],
    ['the worker side of the engine in a component', 'src/components/x.ts', "import '../lib/engine/tf.ts';"],
    [
      'a running experiment in a component',
      'src/components/x.ts',
      "import { run } from '../lib/experiments/x.ts';",
    ],
    ['an experiment in a net', 'src/lib/nets/x.ts', "import type { A } from '../experiments/x.ts';"],
    ['an experiment in an optimizer', 'src/lib/optimizers/x.ts', "import('../experiments/index.ts');"],
    [
      'the optimisation of a picture in an objective',
      'src/lib/objectives/x.ts',
      "import '../optimisation/x.ts';",
    ],
    ['an experiment in the optimisation', 'src/lib/optimisation/x.ts', "import '../experiments/x.ts';"],
    ['the optimisation in a component', 'src/components/x.ts', "import '../lib/optimisation/x.ts';"],
    ['a net in the engine', 'src/lib/engine/x.ts', "import '../nets/mnist-cnn.ts';"],
    [
      'a type of an experiment in the engine',
      'src/lib/engine/x.ts',
      "import type { A } from '../experiments/x.ts';",
    ],
    ['a neighbour of the engine in the engine', 'src/lib/engine/ops/x.ts', "import '../../get-engine.ts';"],
    [
      'a worker of another folder in the engine',
      'src/lib/engine/x.ts',
      "import W from '../worker.ts?worker';",
    ],
    ['a component in the library', 'src/lib/experiments/x.ts', "import '../../components/x.ts';"],
  ])('%s', async (_, file, code) => {
    expect(await rulesOn(file, code)).toContain('house/arrows');
  });

  test('TF.js in a Svelte component', async () => {
    expect(await rulesOn('src/components/X.svelte', inScript("import '@tensorflow/tfjs';"))).toContain(
      'house/arrows',
    );
  });

  test('a net in an Astro page', async () => {
    const page = inFrontmatter("import '../lib/nets/mnist-cnn.ts';");
    expect(await rulesOn('src/pages/x.astro', page)).toContain('house/arrows');
  });

  test.each([
    'nets',
    'objectives',
    'optimizers',
    'parameterisations',
    'moves',
    'measures',
    'pictures',
    'random',
    'experiments',
  ])('the page in src/lib/%s', async (folder) => {
    for (const global of ['document', 'window']) {
      expect(await rulesOn(`src/lib/${folder}/x.ts`, `${global}.title = '';`)).toContain(
        'no-restricted-globals',
      );
    }
  });
});

describe('The linter lets pass', () => {
  test.each([
    ['TF.js in the engine', 'src/lib/engine/ops/x.ts', "import '@tensorflow/tfjs-core';"],
    ['the engine in a net', 'src/lib/nets/x.ts', "import '../engine/tf.ts';"],
    ['an objective in the optimisation', 'src/lib/optimisation/x.ts', "import '../objectives/x.ts';"],
    ['the optimisation in an experiment', 'src/lib/experiments/x.ts', "import '../optimisation/x.ts';"],
    ['a net in an experiment', 'src/lib/experiments/x.ts', "import '../nets/mnist-cnn.ts';"],
    ['a picture in an objective', 'src/lib/objectives/x.ts', "import '../pictures/tensors.ts';"],
    ['the engine client in a component', 'src/components/x.ts', "import '../lib/engine/client.ts';"],
    ['the door to the engine in a component', 'src/components/x.ts', "import '../lib/get-engine.ts';"],
    [
      'a type of the engine in a component',
      'src/components/x.ts',
      "export type { A } from '../lib/engine/tf.ts';",
    ],
    ['a type of an experiment', 'src/components/x.ts', "export type { A } from '../lib/experiments/x.ts';"],
    ['a picture in a component', 'src/components/x.ts', "import '../lib/pictures/picture.ts';"],
    [
      'the style layers in a component',
      'src/components/x.ts',
      "import '../lib/experiments/style-layers.ts';",
    ],
    [
      'everything in the worker',
      'src/lib/worker.ts',
      "import './engine/host.ts';\nimport './nets/index.ts';",
    ],
    ['the page in the engine client', 'src/lib/engine/client.ts', "document.title = '';"],
    ['TF.js in a parity test', 'tests/parity/x.test.ts', "import '@tensorflow/tfjs-backend-cpu';"],
  ])('%s', async (_, file, code) => {
    expect(await rulesOn(file, code)).toEqual([]);
  });
});

/** Gives esbuild the code of a component, whose markup imports nothing. */
const codeOnly: Plugin = {
  name: 'code-only',
  setup(build) {
    const notCode = /\?|\.(?!(?:ts|js|mjs|svelte|astro)$)[a-z0-9]+$/;
    build.onResolve({ filter: /./ }, ({ path: file }) =>
      notCode.test(file) ? { path: file, external: true } : undefined,
    );
    build.onLoad({ filter: /\.(svelte|astro)$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const code = file.endsWith('.astro')
        ? [/^---\n(.*?)^---/ms.exec(text)?.[1]]
        : [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map((match) => match[1]);
      return { contents: [...code, 'export default undefined;'].join('\n'), loader: 'ts' };
    });
  },
};

test('However far one follows the imports of a component, they never come to TF.js', async () => {
  const components: string[] = [];
  for await (const file of glob('src/components/**/*.{ts,svelte,astro}', { cwd: root }))
    components.push(file);
  expect(components.length).toBeGreaterThan(0);

  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: components.map((file) => `import './${file}';`).join('\n'), resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    packages: 'external',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    plugins: [codeOnly],
    logLevel: 'silent',
  });
  const offenders = Object.entries(metafile.inputs)
    .filter(([, { imports }]) => imports.some(({ path: name }) => name.startsWith('@tensorflow/')))
    .map(([file]) => file);
  expect(offenders).toEqual([]);
});
