import { beforeAll, describe, expect, test } from 'vitest';
import { halve } from '../../../src/lib/engine/ops/halve.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { randomTensor, useBackend, valuesOf } from '../../helpers.ts';

describe.each(['cpu', 'wasm'] as const)('Halving on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each([[[1, 8, 8, 3]], [[2, 7, 10, 2]], [[1, 9, 5, 4]], [[1, 2, 3, 1]]])(
    "is average pooling, and its gradient TF.js's (%j)",
    (shape) => {
      const before = tf.memory().numTensors;
      const x = randomTensor<Tensor4D>(shape, 1);
      const pooled = tf.avgPool(x, 2, 2, 'valid');
      const dy = randomTensor<Tensor4D>(pooled.shape, 2);
      expect(valuesOf(halve(x))).toBeNear(valuesOf(pooled), 1e-6);
      const gradient = (f: (at: Tensor4D) => Tensor4D) =>
        valuesOf(tf.grad((at) => tf.sum(tf.mul(dy, f(at as Tensor4D))))(x));
      expect(gradient(halve)).toBeNear(
        gradient((at) => tf.avgPool(at, 2, 2, 'valid')),
        1e-6,
      );
      tf.dispose([x, dy]);
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});
