import type { Tensor, Tensor1D } from '../tf.ts';
import { own } from './own.ts';

/** Whether this backend computes with many vectors at once as they stand; else they are better stacked. */
export const takesManyVectors = () => own('ScalarProducts') !== undefined;

/** The scalar product of each vector with x, all of one shape. @returns [vectors] */
export function scalarProducts(vectors: readonly Tensor[], x: Tensor): Tensor1D {
  return own('ScalarProducts')!(numbered([...vectors, x]));
}

/** Σ weights[i] vectors[i], of their shape. */
export function combination(vectors: readonly Tensor[], weights: readonly number[]): Tensor {
  return own('Combination')!(numbered(vectors), { weights: [...weights] });
}

/** By the names 0, 1, 2, …: a kernel's inputs have names. */
const numbered = (vectors: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(vectors.entries());
