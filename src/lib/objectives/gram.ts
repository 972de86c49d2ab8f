import { gramMatrix } from '../engine/ops/gram-matrix.ts';
import { tf, type Tensor2D, type Tensor4D } from '../engine/tf.ts';

/**
 * Which channels speak together: G = FᵀF / (height · width), the mean over the pixels (Gatys, Ecker and Bethge 2016,
 * section 2.2, theirs times a constant).
 *
 * @param features [1, height, width, channels]
 * @returns [channels, channels]
 */
export function gram(features: Tensor4D): Tensor2D {
  return gramMatrix(tf.reshape(features, [-1, features.shape[3]]) as Tensor2D);
}
