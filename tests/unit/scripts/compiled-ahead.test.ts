import { expect, test } from 'vitest';
import { compiledAhead, hint } from '../../../src/plugins/vite-compiled-ahead.mjs';

const chunk = (...moduleIds: string[]) => ({ type: 'chunk', code: 'export {};', moduleIds });

test.each([
  ['a figure’s component', true, chunk('/site/src/shared/plain-text.ts', '/site/src/figures/Gram.svelte')],
  ['a figure’s state', true, chunk('/site/src/figures/live-figure.svelte.ts')],
  ['Svelte', true, chunk('/site/node_modules/svelte/src/internal/client/runtime.js')],
  ['TF.js', false, chunk('/site/node_modules/@tensorflow/tfjs-core/dist/index.js')],
  ['a picture', false, { type: 'asset', source: '' }],
])('%s is compiled ahead: %s', (_, isAhead, file) => {
  const bundle = { file };
  const { handler } = compiledAhead().generateBundle as unknown as {
    handler: (options: unknown, bundle: unknown) => void;
  };
  handler({}, bundle);
  const { code = '' } = bundle.file as { code?: string };
  expect(code.startsWith(`${hint}\n`)).toBe(isAhead);
});
