import { freezeConv, type FrozenConv } from '../engine/ops/conv-relu.ts';
import { freezeDense, type FrozenDense } from '../engine/ops/dense.ts';
import { weight } from '../engine/models.ts';
import type { Tensor1D, Tensor2D, Tensor4D } from '../engine/tf.ts';
import type { Weights } from '../engine/weights.ts';

/** The convolution called `name`; its flipped kernel joins `weights`, to be disposed with them. */
export function frozenConv(weights: Weights, name: string): FrozenConv {
  const conv = freezeConv(
    weight<Tensor4D>(weights, `${name}/kernel`),
    weight<Tensor1D>(weights, `${name}/bias`),
  );
  weights[`${name}/flipped`] = conv.flipped;
  return conv;
}

/** The dense layer called `name`; its transposed kernel joins `weights`, to be disposed with them. */
export function frozenDense(weights: Weights, name: string): FrozenDense {
  const layer = freezeDense(
    weight<Tensor2D>(weights, `${name}/kernel`),
    weight<Tensor1D>(weights, `${name}/bias`),
  );
  weights[`${name}/transposed`] = layer.transposed;
  return layer;
}
