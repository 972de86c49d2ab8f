import { beforeAll, describe, expect, test } from 'vitest';
import { dense, freezeDense } from '../../../src/lib/engine/ops/dense.ts';
import { tf, type Tensor, type Tensor1D, type Tensor2D } from '../../../src/lib/engine/tf.ts';
import { randomTensor, useBackend, valuesOf } from '../../helpers.ts';

describe.each(['cpu', 'wasm'] as const)('A frozen dense layer on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test("gives TF.js's own values and gradient, and owns nothing but its results", () => {
    const layer = freezeDense(randomTensor<Tensor2D>([7, 5], 1), randomTensor<Tensor1D>([5], 2));
    const x = randomTensor<Tensor2D>([3, 7], 3);
    const weights = randomTensor<Tensor2D>([3, 5], 4);
    const before = tf.memory().numTensors;
    const plain = (at: Tensor) => tf.add(tf.matMul(at as Tensor2D, layer.kernel), layer.bias);
    const ours = (at: Tensor) => dense(at as Tensor2D, layer);
    expect(valuesOf(tf.tidy(() => ours(x)))).toBeNear(valuesOf(tf.tidy(() => plain(x))), 1e-6);
    const gradient = (f: typeof plain) => valuesOf(tf.grad((at) => tf.sum(tf.mul(weights, f(at))))(x));
    expect(gradient(ours)).toBeNear(gradient(plain), 1e-6);
    expect(tf.memory().numTensors).toBe(before);
  });
});
