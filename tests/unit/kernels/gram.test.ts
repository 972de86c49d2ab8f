import { beforeAll, describe, expect, test } from 'vitest';
import { installKernels } from '../../../src/lib/engine/kernels/install.ts';
import { gramMatrix } from '../../../src/lib/engine/ops/gram-matrix.ts';
import { tf, type Tensor2D } from '../../../src/lib/engine/tf.ts';
import { randomValues, useBackend, valuesOf } from '../../helpers.ts';
import { gramByDefinition, gramGradientByDefinition } from './by-definition.ts';

describe.each(['relaxed', 'simd'] as const)('With kernels of our own, %s', (build) => {
  beforeAll(async () => {
    await useBackend('wasm');
    await installKernels(build);
  });

  // The last two are left to TF.js.
  test.each([
    [1, 8],
    [37, 64],
    [1000, 24],
    [5000, 8],
    [100, 12],
    [50, 3],
  ])(
    'the Gram matrix of %d pixels and %d channels and its gradient are what float64 gives',
    (pixels, channels) => {
      const f = randomValues(pixels * channels, 1, 0, 1);
      const dg = randomValues(channels * channels, 2);
      const tensor = tf.tensor2d(f, [pixels, channels]);
      expect(valuesOf(gramMatrix(tensor))).toBeNear(gramByDefinition(f, channels), 1e-6);
      const gradient = tf.grad((at) =>
        tf.sum(tf.mul(gramMatrix(at as Tensor2D), tf.tensor2d(dg, [channels, channels]))),
      )(tensor);
      expect(valuesOf(gradient)).toBeNear(gramGradientByDefinition(f, dg, channels), 1e-6);
    },
  );

  test('a Gram matrix is symmetric to the last bit', () => {
    const channels = 40;
    const g = valuesOf(gramMatrix(tf.tensor2d(randomValues(77 * channels, 1), [77, channels])));
    for (let i = 0; i < channels; i++)
      for (let j = 0; j < i; j++) expect(g[i * channels + j]).toBe(g[j * channels + i]);
  });
});
