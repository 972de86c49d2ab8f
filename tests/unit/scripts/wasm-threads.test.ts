import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { wasmThreads } from '../../../src/plugins/vite-wasm-threads.mjs';

const glue = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js',
);

type Transform = { handler: (code: string, id: string) => Promise<{ code: string }> };
const { handler } = wasmThreads().transform as unknown as Transform;

/** How many workers the glue would start on a machine of so many cores. */
function started(code: string, cores: number): number {
  const [, size] = /var pthreadPoolSize=(.*?);/.exec(code) ?? [];
  return runInNewContext(size ?? '', { navigator: { hardwareConcurrency: cores } }) as number;
}

describe("The threads of TF.js's wasm backend", () => {
  test('are as many as half the cores, and eight at most', async () => {
    const { code } = await handler(await readFile(glue, 'utf8'), glue);
    expect([1, 2, 4, 8, 64].map((cores) => started(code, cores))).toEqual([0, 1, 2, 4, 8]);
  });

  test('are never fewer than the backend will wait for', async () => {
    const text = await readFile(glue, 'utf8');
    expect(started(text, 2)).toBe(8);
    // It asks the browser for the cores in this one place; a version that counts otherwise needs another look.
    expect(text.match(/hardwareConcurrency/g)).toHaveLength(1);
  });

  test('stop the build when the backend starts them in another way', async () => {
    await expect(handler('nothing of the kind', glue)).rejects.toThrow(
      'Expected to find the number of threads in tfjs-backend-wasm, found none.',
    );
  });
});
