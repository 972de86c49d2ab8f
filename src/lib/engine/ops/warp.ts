import type { Tensor4D } from '../tf.ts';
import { own } from './own.ts';

/** Where pixel (i, j) of the result looks, in pixels from the corner: [row, column] = origin + matrix · [i, j]. */
export interface Look {
  matrix: readonly (readonly [number, number])[];
  origin: readonly [number, number];
}

/**
 * Pictures sampled bilinearly along an affine map, beyond their border their mirror image, in one kernel where there is
 * one of ours: the gradient put together from TF.js's operations takes longer than a network's.
 *
 * @param x [n, height, width, channels]
 * @returns of x's shape, or undefined where there is no such kernel
 */
export const ownWarp = (x: Tensor4D, look: Look): Tensor4D | undefined =>
  own('Warp')?.<Tensor4D>({ x }, { ...look });

/** The gradient of `ownWarp` wrt x. */
export const ownWarpGradient = (dy: Tensor4D, look: Look): Tensor4D | undefined =>
  own('WarpGradient')?.<Tensor4D>({ dy }, { ...look });
