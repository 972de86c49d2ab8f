import { beforeAll, describe, expect, test } from 'vitest';
import { adaptiveAveragePool } from '../../../src/lib/engine/ops/adaptive-average-pool.ts';
import { fakeRelu } from '../../../src/lib/engine/ops/fake-relu.ts';
import { joinPhases, splitPhases } from '../../../src/lib/engine/ops/phases.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { randomTensor, useBackend, valuesOf } from '../../helpers.ts';

describe.each(['cpu', 'wasm'] as const)('On %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test('phases of a picture are every third pixel, and make the picture again', () => {
    const x = randomTensor<Tensor4D>([2, 6, 9, 2], 1);
    const phases = splitPhases(x, 3);
    const picked = tf.stridedSlice(x, [0, 1, 2, 0], x.shape, [1, 3, 3, 1]);
    expect(phases.map((phase) => phase.shape)).toEqual(Array(9).fill([2, 2, 3, 2]));
    expect(valuesOf(phases[5]!.clone())).toEqual(valuesOf(picked));
    expect(valuesOf(joinPhases(phases, 3))).toEqual(valuesOf(x));
  });

  test('an adaptive average is an ordinary one where the grid divides the picture', () => {
    const x = randomTensor<Tensor4D>([2, 6, 9, 2], 1);
    expect(valuesOf(adaptiveAveragePool(x, 3))).toBeNear(
      valuesOf(tf.avgPool(x, [2, 3], [2, 3], 'valid')),
      1e-6,
    );
    expect(adaptiveAveragePool(randomTensor<Tensor4D>([1, 4, 4, 2], 1), 4).shape).toEqual([1, 4, 4, 2]);
  });

  test('the windows of an adaptive average overlap where it does not, and repeat a picture that is too small', () => {
    const line = tf.tensor4d([1, 2, 4, 8, 16], [1, 5, 1, 1]);
    const cells = valuesOf(adaptiveAveragePool(line, 3));
    // Rows 0 to 1, 1 to 3, 3 to 4, each three times over.
    expect([0, 3, 6].map((i) => cells[i])).toEqual(
      [1.5, 14 / 3, 12].map((value) => expect.closeTo(value, 5)),
    );
    const dot = valuesOf(adaptiveAveragePool(tf.tensor4d([7], [1, 1, 1, 1]), 2));
    expect([...dot]).toEqual([7, 7, 7, 7]);
  });

  test('a gradient goes back through an adaptive average in equal shares', () => {
    const x = randomTensor<Tensor4D>([1, 4, 6, 2], 1);
    const gradient = tf.grad((at) => tf.sum(adaptiveAveragePool(at as Tensor4D, 2)))(x);
    expect(valuesOf(gradient)).toBeNear(new Float32Array(48).fill(1 / 6), 1e-6);
  });

  test('a fake ReLU is a ReLU forward and nothing backward', () => {
    const x = tf.tensor1d([-1, 0, 2]);
    expect([...valuesOf(fakeRelu(x))]).toEqual([0, 0, 2]);
    const weights = tf.tensor1d([3, 4, 5]);
    expect([...valuesOf(tf.grad((at) => tf.sum(tf.mul(weights, fakeRelu(at))))(x))]).toEqual([3, 4, 5]);
  });
});
