import { freezeDense, type FrozenDense } from '../engine/ops/dense.ts';
import { weight } from '../engine/models.ts';
import type { Tensor1D, Tensor2D } from '../engine/tf.ts';
import type { Weights } from '../engine/weights.ts';

/** The dense layer called `name`; its transposed kernel joins `weights`, to be disposed with them. */
export function frozenDense(weights: Weights, name: string): FrozenDense {
  const layer = freezeDense(
    weight<Tensor2D>(weights, `${name}/kernel`),
    weight<Tensor1D>(weights, `${name}/bias`),
  );
  weights[`${name}/transposed`] = layer.transposed;
  return layer;
}
