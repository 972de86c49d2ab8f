import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tf } from '../../../src/lib/engine/tf.ts';
import { entryOfCodes, shapesOf } from '../../../src/lib/engine/uint8-kernels.ts';
import { loadWeights, readCard } from '../../../src/lib/engine/weights.ts';
import { hashed } from '../../hashed.ts';
import { useBackend } from '../../helpers.ts';
import { base, bytesOf, recordOf, serverOf } from './tiny-model.ts';

const grid = { dtype: 'uint8', min: -1, scale: 1 / 127, original_dtype: 'float32' } as const;
const kernel = { name: 'conv/kernel', shape: [1, 3, 2, 4], dtype: 'float32', quantization: grid } as const;
const manifest = [
  kernel,
  { name: 'conv/kernel_scale', shape: [4], dtype: 'float32' },
  { name: 'fc/kernel', shape: [2, 4], dtype: 'float32', quantization: grid },
  { name: 'fc/kernel_scale', shape: [4], dtype: 'float32' },
  { ...kernel, name: 'alone/kernel', shape: [1, 1, 1, 4] },
];
const codes = [...hashed(24, 1, 0, 255).map(Math.round), 0, 127, 254, 255, 1, 128, 126, 3];
const alone = [9, 127, 200, 0];
const scales = [1, 0.5, 4, 2];

/** What the weights of the one model are, where the backend can read codes or cannot. */
async function load() {
  const shard = Uint8Array.from([
    ...codes.slice(0, 24),
    ...new Uint8Array(Float32Array.from(scales).buffer),
    ...codes.slice(24),
    ...new Uint8Array(Float32Array.from(scales).buffer),
    ...alone,
  ]);
  const model = bytesOf(JSON.stringify({ weightsManifest: [{ paths: ['a.bin'], weights: manifest }] }));
  const card = { id: 'a', model: recordOf('model.json', model), shards: [recordOf('a.bin', shard)] };
  const { fetch } = serverOf([
    [`${base}a/card.json`, bytesOf(JSON.stringify(card))],
    [`${base}a/model.json`, model],
    [`${base}a/a.bin`, shard],
  ]);
  const options = { fetch, attempts: 1 };
  return (await loadWeights(base, await readCard(base, 'a', options), options)).weights;
}

const readsCodes = () =>
  tf.registerKernel({
    kernelName: 'Uint8Conv',
    backendName: 'cpu',
    kernelFunc: () => {
      throw new Error('Expected weights to be loaded only.');
    },
  });

beforeEach(() => useBackend('cpu'));
afterEach(() => {
  if (tf.getKernel('Uint8Conv', 'cpu')) tf.unregisterKernel('Uint8Conv', 'cpu');
});

describe('Kernels of convolutions', () => {
  test('stay the bytes of the file where the backend reads these, and say what they say as float32', async () => {
    const floats = await load();
    expect(Object.keys(floats)).toEqual(['conv/kernel', 'fc/kernel', 'alone/kernel']);
    readsCodes();
    const before = tf.memory();
    const stored = await load();
    const added = tf.memory();
    expect(Object.keys(stored)).toEqual(['conv/kernel', 'conv/kernel_scale', 'fc/kernel', 'alone/kernel']);
    expect(shapesOf(stored)).toEqual(shapesOf(floats));
    const bytes = new Uint8Array(Int32Array.from(stored['conv/kernel']!.dataSync()).buffer);
    expect([...bytes]).toEqual(codes.slice(0, 24));
    const scale = stored['conv/kernel_scale']!.dataSync();
    const said = [...bytes].map((code, i) => (code - 127) * scale[i % 4]!);
    expect(said).toEqual([...floats['conv/kernel']!.dataSync()].map((value) => expect.closeTo(value, 6)));
    // A dense layer's, and one without scales.
    for (const name of ['fc/kernel', 'alone/kernel'])
      expect([...stored[name]!.dataSync()]).toEqual([...floats[name]!.dataSync()]);
    // A quarter of the numbers, and nothing beside them.
    expect(added.numTensors - before.numTensors).toBe(4);
    expect(added.numBytes - before.numBytes).toBe(24 + 4 * 4 + 4 * 8 + 4 * 4);
    tf.dispose([floats, stored]);
  });

  test.each([
    ['of a dense layer', { ...kernel, shape: [6, 4] }],
    ['of no whole fours of channels', { ...kernel, shape: [1, 3, 4, 2] }],
    ['in half precision', { ...kernel, quantization: { dtype: 'float16', original_dtype: 'float32' } }],
    ['in 16 bits', { ...kernel, quantization: { ...grid, dtype: 'uint16' } }],
    ['whose 0 is no code', { ...kernel, quantization: { ...grid, min: -0.997 } }],
    ['whose 0 is another code', { ...kernel, quantization: { ...grid, min: -128 / 127 } }],
    ['in single precision', { ...kernel, quantization: undefined }],
  ])('%s become float32', (_, entry) => {
    expect(entryOfCodes(kernel as never)).toMatchObject({ quantization: { min: 0, scale: 1 } });
    expect(entryOfCodes(entry as never)).toBeUndefined();
  });
});
