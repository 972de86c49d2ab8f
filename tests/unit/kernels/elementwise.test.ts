import { beforeAll, describe, expect, test } from 'vitest';
import { installKernels } from '../../../src/lib/engine/kernels/install.ts';
import { addRelu } from '../../../src/lib/engine/ops/add-relu.ts';
import { dense, freezeDense } from '../../../src/lib/engine/ops/dense.ts';
import { normalise } from '../../../src/lib/engine/ops/normalise.ts';
import { combination, scalarProducts, takesManyVectors } from '../../../src/lib/engine/ops/vectors.ts';
import { tf, type Tensor2D, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { randomTensor, randomValues, useBackend, valuesOf } from '../../helpers.ts';

describe.each(['relaxed', 'simd'] as const)('With kernels of our own, %s', (build) => {
  beforeAll(async () => {
    await useBackend('wasm');
    await installKernels(build);
  });

  test('pictures are normalised channel by channel, and the gradient is divided', () => {
    const x = randomTensor<Tensor4D>([2, 3, 5, 3], 1);
    const [mean, std] = [tf.tensor1d([0.4, 0.5, 0.3]), tf.tensor1d([0.2, 0.25, 0.3])];
    expect([...valuesOf(normalise(x, mean, std))]).toEqual([...valuesOf(tf.div(tf.sub(x, mean), std))]);
    const dy = randomTensor<Tensor4D>([2, 3, 5, 3], 2);
    const gradient = tf.grad((at) => tf.sum(tf.mul(dy, normalise(at as Tensor4D, mean, std))))(x);
    expect([...valuesOf(gradient)]).toEqual([...valuesOf(tf.div(dy, std))]);
  });

  test.each([1, 4, 7, 1001])('a sum of %d numbers and its ReLU are one, with both gradients', (size) => {
    const [a, b, dy] = [1, 2, 3].map((seed) => randomValues(size, seed));
    const tensors = [tf.tensor1d(a!), tf.tensor1d(b!)];
    const expected = a!.map((value, i) => Math.max(0, value + b![i]!));
    expect([...valuesOf(addRelu(tensors[0]!, tensors[1]!))]).toEqual([...expected]);
    const gradients = tf.grads((left, right) => tf.sum(tf.mul(tf.tensor1d(dy!), addRelu(left!, right!))))(
      tensors,
    );
    const passed = [...dy!.map((value, i) => (expected[i]! > 0 ? value : 0))];
    for (const gradient of gradients) expect([...valuesOf(gradient)]).toEqual(passed);
  });

  test('scalar products of long vectors are right to the last digits', () => {
    const size = 512 * 512 * 3 + 5;
    const vectors = [1, 2, 3].map((seed) => randomValues(size, seed, 0, 1));
    const x = randomValues(size, 4, 0, 1);
    const expected = vectors.map((vector) => vector.reduce((sum, value, i) => sum + value * x[i]!, 0));
    const tensors = vectors.map((vector) => tf.tensor1d(vector));
    const products = valuesOf(scalarProducts(tensors, tf.tensor1d(x)));
    products.forEach((product, i) => expect(product / expected[i]! - 1).toBeCloseTo(0, 6));
    tf.dispose(tensors);
  });

  test.each([1, 6, 5001])('a combination of vectors of %d numbers is their weighted sum', (size) => {
    const vectors = [1, 2, 3].map((seed) => randomValues(size, seed));
    const weights = [0.5, -2, 3];
    const expected = vectors[0]!.map((_, i) =>
      vectors.reduce((sum, each, k) => sum + weights[k]! * each[i]!, 0),
    );
    const sum = combination(
      vectors.map((each) => tf.tensor1d(each)),
      weights,
    );
    expect(valuesOf(sum)).toBeNear(expected, 1e-6);
  });

  test.each([
    [1, 7, 5],
    [1, 300, 64],
    [3, 33, 18],
    [4, 16, 10],
    [5, 16, 10],
  ])('a dense layer of few rows is what float64 gives (%d x %d x %d)', (rows, inputs, outputs) => {
    const x = randomValues(rows * inputs, 1).map((value) => Math.max(0, value));
    const kernel = randomValues(inputs * outputs, 2);
    const bias = randomValues(outputs, 3);
    const expected = Float64Array.from({ length: rows * outputs }, (_, i) => {
      const [row, column] = [Math.floor(i / outputs), i % outputs];
      let sum = bias[column]!;
      for (let k = 0; k < inputs; k++) sum += x[row * inputs + k]! * kernel[k * outputs + column]!;
      return sum;
    });
    const layer = freezeDense(tf.tensor2d(kernel, [inputs, outputs]), tf.tensor1d(bias));
    expect(valuesOf(dense(tf.tensor2d(x, [rows, inputs]) as Tensor2D, layer))).toBeNear(expected, 1e-6);
  });
});

test('A backend without our kernels stacks its vectors', async () => {
  await useBackend('cpu');
  expect(takesManyVectors()).toBe(false);
});
