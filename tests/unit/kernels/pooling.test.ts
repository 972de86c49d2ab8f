import { beforeAll, describe, expect, test } from 'vitest';
import { installKernels } from '../../../src/lib/engine/kernels/install.ts';
import { halve } from '../../../src/lib/engine/ops/halve.ts';
import { maxPool, type MaxPoolOptions } from '../../../src/lib/engine/ops/max-pool.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { randomValues, sizeOf, useBackend, valuesOf } from '../../helpers.ts';

type Shape = [number, number, number, number];

/** Pooling by definition: what each window makes of its pixels, and what its gradient gives back to them. */
function byDefinition(
  x: Float32Array,
  [pictures, height, width, channels]: Shape,
  { side, stride, padding }: MaxPoolOptions,
  dy: (i: number) => number,
  pool: (values: number[]) => { value: number; shares: number[] },
) {
  const [rows, columns] = [height, width].map((size) => Math.floor((size + 2 * padding - side) / stride) + 1);
  const y: number[] = [];
  const dx = new Float64Array(x.length);
  for (let n = 0; n < pictures; n++)
    for (let i = 0; i < rows!; i++)
      for (let j = 0; j < columns!; j++)
        for (let c = 0; c < channels; c++) {
          const places: number[] = [];
          for (let row = i * stride - padding; row < i * stride - padding + side; row++)
            for (let column = j * stride - padding; column < j * stride - padding + side; column++)
              if (row >= 0 && column >= 0 && row < height && column < width)
                places.push(((n * height + row) * width + column) * channels + c);
          const { value, shares } = pool(places.map((place) => x[place]!));
          places.forEach((place, k) => (dx[place]! += shares[k]! * dy(y.length)));
          y.push(value);
        }
  return { y, dx };
}

const mean = (values: number[]) => ({
  value: values.reduce((sum, value) => sum + value, 0) / values.length,
  shares: values.map(() => 1 / values.length),
});
const largest = (values: number[]) => {
  const value = Math.max(...values);
  return { value, shares: values.map((_, k) => (k === values.indexOf(value) ? 1 : 0)) };
};

const shapes: Shape[] = [
  [1, 8, 8, 4],
  [2, 7, 10, 8],
  [1, 9, 5, 12],
  [3, 2, 3, 4],
  [1, 6, 7, 6],
];

describe.each(['relaxed', 'simd'] as const)('With kernels of our own, %s', (build) => {
  beforeAll(async () => {
    await useBackend('wasm');
    await installKernels(build);
  });

  const gradientOf = (f: (x: Tensor4D) => Tensor4D, x: Tensor4D, dy: Float32Array) =>
    valuesOf(
      tf.grad((at) => {
        const y = f(at as Tensor4D);
        return tf.sum(tf.mul(y, tf.tensor(dy, y.shape)));
      })(x),
    );

  test.each(shapes)('averages of 2x2 pixels and their gradient are what float64 gives (%j)', (...shape) => {
    const x = randomValues(sizeOf(shape), 1);
    const dy = randomValues(sizeOf(shape), 2);
    const window = { side: 2, stride: 2, padding: 0 };
    const expected = byDefinition(x, shape, window, (i) => dy[i]!, mean);
    const tensor = tf.tensor4d(x, shape);
    expect(valuesOf(halve(tensor))).toBeNear(expected.y, 1e-6);
    const gradient = gradientOf(halve, tensor, dy.slice(0, expected.y.length));
    expect(gradient).toBeNear(expected.dx, 1e-6);
  });

  const windows: MaxPoolOptions[] = [
    { side: 2, stride: 2, padding: 0 },
    { side: 3, stride: 2, padding: 1 },
    { side: 3, stride: 2, padding: 0 },
    { side: 2, stride: 3, padding: 0 },
  ];
  const cases = windows.flatMap((window) => shapes.slice(0, 3).map((shape) => ({ window, shape })));

  test.each(cases)(
    'the largest and their gradient are what they are by definition ($window, $shape)',
    (one) => {
      const { window, shape } = one;
      // Few values, so that many are largest together, and zeros, as after a ReLU.
      const x = randomValues(sizeOf(shape), 1, -2, 3).map((value) => Math.max(0, Math.round(value)));
      const dy = randomValues(sizeOf(shape), 2);
      const expected = byDefinition(x, shape, window, (i) => dy[i]!, largest);
      const tensor = tf.tensor4d(x, shape);
      const pool = (at: Tensor4D) => maxPool(at, window);
      expect([...valuesOf(pool(tensor))]).toEqual(expected.y);
      expect(gradientOf(pool, tensor, dy.slice(0, expected.y.length))).toBeNear(expected.dx, 1e-6);
    },
  );

  test('the largest of negative numbers is negative', () => {
    const y = maxPool(tf.fill([1, 4, 4, 4], -3) as Tensor4D, { side: 3, stride: 2, padding: 1 });
    expect(valuesOf(y).every((value) => value === -3)).toBe(true);
  });
});
