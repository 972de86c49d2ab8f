import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileKernels } from '../../../scripts/kernels.mjs';

const names = ['relaxed.wasm', 'relaxed-shared.wasm', 'simd.wasm', 'simd-shared.wasm'];
const folder = new URL('../../../src/lib/engine/kernels/build/', import.meta.url);

let compiled: Record<string, Uint8Array>;
beforeAll(async () => {
  compiled = await compileKernels();
}, 120_000);

describe.each(names)('The binary %s', (name) => {
  test('is what its sources give (if not: npm run kernels)', async () => {
    const kept = await readFile(new URL(name, folder));
    expect(kept.equals(compiled[name]!)).toBe(true);
  });

  test('is at most 12 kB when compressed', () => {
    expect(gzipSync(compiled[name]!).length).toBeLessThan(12_000);
  });

  test('brings no data along, which would be laid over what TF.js keeps there', () => {
    const module = new WebAssembly.Module(compiled[name]! as Uint8Array<ArrayBuffer>);
    const pages = { initial: 1, maximum: 65536, shared: name.includes('shared') };
    const memory = new WebAssembly.Memory(pages);
    const bytes = new Uint8Array(memory.buffer).fill(7);
    new WebAssembly.Instance(module, { env: { memory } });
    expect(bytes.every((byte) => byte === 7)).toBe(true);
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
  });
});
