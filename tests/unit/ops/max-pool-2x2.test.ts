import { beforeAll, describe, expect, test } from 'vitest';
import { maxPool } from '../../../src/lib/engine/ops/max-pool.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { differences, randomTensor, randomValues, sizeOf, useBackend, valuesOf } from '../../helpers.ts';

type Shape = [number, number, number, number];

const maxPool2x2 = (x: Tensor4D) => maxPool(x, { side: 2, stride: 2, padding: 0 });

/** Pooling and the way back by brute force; a window's gradient goes to the first of its maxima, in reading order. */
function bruteForce(x: Float32Array, [n, height, width, channels]: Shape, dy: Float32Array) {
  const pooled = new Float32Array(dy.length);
  const dx = new Float32Array(x.length);
  for (let out = 0; out < dy.length; out++) {
    const c = out % channels;
    const column = Math.floor(out / channels) % (width / 2);
    const row = Math.floor(out / channels / (width / 2)) % (height / 2);
    const image = Math.floor(out / channels / (width / 2) / (height / 2));
    expect(image).toBeLessThan(n);
    const window = [0, 1, 2, 3].map((k) => {
      const y = 2 * row + (k >> 1);
      return ((image * height + y) * width + 2 * column + (k & 1)) * channels + c;
    });
    const best = window.reduce((first, at) => (x[at]! > x[first]! ? at : first));
    pooled[out] = x[best]!;
    dx[best] = dy[out]!;
  }
  return { pooled, dx };
}

function ours(x: Float32Array, shape: Shape, dy: Float32Array) {
  const [n, height, width, channels] = shape;
  const image = tf.tensor4d(x, shape);
  const weights = tf.tensor4d(dy, [n, height / 2, width / 2, channels]);
  return {
    pooled: valuesOf(maxPool2x2(image)),
    dx: valuesOf(tf.grad((at) => tf.sum(tf.mul(weights, maxPool2x2(at as Tensor4D))))(image)),
  };
}

const shapes: Shape[] = [
  [1, 2, 2, 1],
  [2, 4, 6, 3],
  [3, 8, 2, 5],
];

/** Pictures where several pixels of a window are the largest. */
const pictures: [string, (size: number) => Float32Array][] = [
  ['random', (size) => randomValues(size, 1)],
  ['blank', (size) => new Float32Array(size)],
  ['evenly grey', (size) => new Float32Array(size).fill(0.5)],
  ['all negative', (size) => randomValues(size, 2, -2, -1)],
  ['of three greys', (size) => randomValues(size, 3, 0, 3).map((value) => Math.floor(value) / 2)],
  ['of signed steps', (size) => randomValues(size, 4, -2, 2).map((value) => Math.round(value) + 0)],
  ['half blank', (size) => randomValues(size, 5).map((value, i) => (i < size / 2 ? 0 : Math.max(0, value)))],
];

describe.each(['cpu', 'wasm'] as const)('Max pooling on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each(pictures)('of a picture that is %s equals brute force, ties and all', (_, picture) => {
    for (const shape of shapes) {
      const x = picture(sizeOf(shape));
      const dy = randomValues(sizeOf(shape) / 4, 9);
      expect(ours(x, shape, dy)).toEqual(bruteForce(x, shape, dy));
    }
  });

  test('has the gradient that finite differences find where there are no ties', () => {
    const shape: Shape = [2, 4, 4, 2];
    // A shuffle of 64 values .1 apart: no step of .01 changes which is the largest.
    const order = [...randomValues(64, 6)].map((value, i) => [value, i] as const).sort((a, b) => a[0] - b[0]);
    const x = Float32Array.from(order, ([, i]) => i / 10);
    const dy = randomValues(16, 7);
    const pooled = (at: Float32Array) => valuesOf(maxPool2x2(tf.tensor4d(at, shape)));
    const slopes = differences((at) => pooled(at).reduce((sum, y, i) => sum + y * dy[i]!, 0), x);
    expect(ours(x, shape, dy).dx).toBeNear(slopes, 1e-3);
  });

  test('keeps a gradient that is not a number within its window', () => {
    const dy = Float32Array.of(1, NaN, 1, 1);
    const { dx } = ours(randomValues(16, 8), [1, 4, 4, 1], dy);
    const bad = [...dx.keys()].filter((i) => Number.isNaN(dx[i]));
    expect(bad.every((i) => [2, 3, 6, 7].includes(i))).toBe(true);
  });

  test('owns nothing but its result', () => {
    const x = randomTensor<Tensor4D>([1, 4, 4, 2], 1);
    const before = tf.memory().numTensors;
    valuesOf(tf.grad((at) => tf.sum(maxPool2x2(at as Tensor4D)))(x));
    expect(tf.memory().numTensors).toBe(before);
  });
});
