import { tf, type Tensor2D, type Tensor4D } from '../engine/tf.ts';

/**
 * Pixels of zeros at the end, which add nothing. Without them a side that is a power of two puts the columns of Fᵀ
 * where they push each other out of the processor's cache: on wasm it is then turned ten times as slowly.
 */
const blank = 16;

/**
 * Which channels speak together: G = FᵀF / (height · width), the mean over the pixels (Gatys, Ecker and Bethge 2016,
 * section 2.2, theirs times a constant). The gradient wrt F is F (dG + dGᵀ) / (height · width): without it TF.js would
 * multiply by transposed matrices, which on wasm takes several times as long.
 *
 * @param features [1, height, width, channels]
 * @returns [channels, channels]
 */
export function gram(features: Tensor4D): Tensor2D {
  const channels = features.shape[3];
  const flat = tf.reshape(features, [-1, channels]) as Tensor2D;
  const pixels = flat.shape[0];
  return tf.customGrad((...args: unknown[]) => {
    const [f, save] = args as [Tensor2D, tf.GradSaveFunc];
    save([f]);
    const padded = tf.pad(f, [
      [0, blank],
      [0, 0],
    ]) as Tensor2D;
    const value: Tensor2D = tf.div(tf.matMul(tf.transpose(padded), padded), pixels);
    const gradFunc = (dy: Tensor2D, [saved]: tf.Tensor[]) =>
      tf.matMul(saved as Tensor2D, tf.div(tf.add(dy, tf.transpose(dy)), pixels));
    return { value, gradFunc };
  })(flat) as Tensor2D;
}
