import { beforeAll, describe, expect, test } from 'vitest';
import { maxPool, type MaxPoolOptions } from '../../../src/lib/engine/ops/max-pool.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { randomTensor, randomValues, sizeOf, useBackend, valuesOf } from '../../helpers.ts';

type Shape = [number, number, number, number];

/** Pooling and the way back by brute force; a window's gradient goes to the first of its maxima, in reading order. */
function bruteForce(x: Float32Array, [n, height, width, channels]: Shape, options: MaxPoolOptions) {
  const { side, stride, padding } = options;
  const [rows, columns] = [height, width].map((s) => Math.floor((s + 2 * padding - side) / stride) + 1);
  const shape: Shape = [n, rows!, columns!, channels];
  const dy = randomValues(sizeOf(shape), 9);
  const pooled = new Float32Array(dy.length);
  const dx = new Float32Array(x.length);
  for (let out = 0; out < dy.length; out++) {
    const c = out % channels;
    const column = Math.floor(out / channels) % columns!;
    const row = Math.floor(out / channels / columns!) % rows!;
    const image = Math.floor(out / channels / columns! / rows!);
    let best = -1;
    for (let place = 0; place < side * side; place++) {
      const i = row * stride + Math.floor(place / side) - padding;
      const j = column * stride + (place % side) - padding;
      if (i < 0 || j < 0 || i >= height || j >= width) continue;
      const at = ((image * height + i) * width + j) * channels + c;
      if (best < 0 || x[at]! > x[best]!) best = at;
    }
    pooled[out] = x[best]!;
    dx[best]! += dy[out]!;
  }
  return { shape, dy, pooled, dx };
}

const shapes: Shape[] = [
  [1, 4, 4, 1],
  [2, 7, 10, 3],
  [1, 8, 5, 2],
];
const windows: MaxPoolOptions[] = [
  { side: 3, stride: 2, padding: 1 },
  { side: 3, stride: 2, padding: 0 },
  { side: 2, stride: 2, padding: 0 },
  { side: 2, stride: 3, padding: 0 },
];

/** Pictures where several pixels of a window are the largest. */
const pictures: [string, (size: number) => Float32Array][] = [
  ['random', (size) => randomValues(size, 1)],
  ['blank', (size) => new Float32Array(size)],
  ['all negative', (size) => randomValues(size, 2, -2, -1)],
  ['of three greys', (size) => randomValues(size, 3, 0, 3).map((value) => Math.floor(value) / 2)],
  ['after a ReLU', (size) => randomValues(size, 4).map((value) => Math.max(0, value))],
];

describe.each(['cpu', 'wasm'] as const)('Max pooling with overlap and padding on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each(pictures)('of a picture that is %s equals brute force, ties and all', (_, picture) => {
    for (const options of windows) {
      for (const shape of shapes) {
        const x = picture(sizeOf(shape));
        const expected = bruteForce(x, shape, options);
        const dy = tf.tensor4d(expected.dy, expected.shape);
        const image = tf.tensor4d(x, shape);
        const pooled = maxPool(image, options);
        expect(pooled.shape).toEqual(expected.shape);
        expect(valuesOf(pooled)).toEqual(expected.pooled);
        const dx = tf.grad((at) => tf.sum(tf.mul(dy, maxPool(at as Tensor4D, options))))(image);
        expect(valuesOf(dx)).toBeNear(expected.dx, 1e-6);
      }
    }
  });

  test('owns nothing but its result', () => {
    const x = randomTensor<Tensor4D>([1, 7, 6, 2], 1);
    const before = tf.memory().numTensors;
    valuesOf(tf.grad((at) => tf.sum(maxPool(at as Tensor4D, windows[0]!)))(x));
    expect(tf.memory().numTensors).toBe(before);
  });
});
