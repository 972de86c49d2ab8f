import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import {
  isKnown,
  knownVersion,
  memoryOf,
  type PrivateBackend,
} from '../../../src/lib/engine/kernels/private-tfjs.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { useBackend } from '../../helpers.ts';

let backend: PrivateBackend;
beforeAll(async () => {
  await useBackend('wasm');
  backend = tf.backend() as unknown as PrivateBackend;
});

test.each(['core', 'backend-wasm'])("TF.js's %s is the version whose private parts we know", async (part) => {
  const file = new URL(`../../../node_modules/@tensorflow/tfjs-${part}/package.json`, import.meta.url);
  expect(JSON.parse(await readFile(file, 'utf8')).version).toBe(knownVersion);
});

test("TF.js's wasm backend has the private parts that our kernels use", () => {
  expect(isKnown(backend)).toBe(true);
});

test.each(['dataIdMap', 'makeOutput', 'incRef', 'disposeData', 'wasm'] as const)(
  'A backend without %s is not taken for it',
  (part) => {
    const other = new Proxy(backend, {
      get: (from, key) => (key === part ? undefined : Reflect.get(from, key)),
    });
    expect(isKnown(other)).toBe(false);
  },
);

test("A tensor's numbers lie in its memory where its map says", () => {
  const tensor = tf.tensor1d([1, 2, 3]);
  const { memoryOffset } = backend.dataIdMap.get(tensor.dataId);
  expect([...new Float32Array(memoryOf(backend)!.buffer, memoryOffset, 3)]).toEqual([1, 2, 3]);
  tensor.dispose();
});

test('Data that two tensors share goes with the second', () => {
  const tensor = tf.tensor1d([1, 2, 3]);
  backend.incRef(tensor.dataId);
  expect(backend.disposeData(tensor.dataId)).toBe(false);
  expect(backend.disposeData(tensor.dataId)).toBe(true);
});
