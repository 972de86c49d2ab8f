import { tf, type Tensor2D, type Tensor4D } from '../engine/tf.ts';

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
    const value: Tensor2D = tf.div(tf.matMul(tf.transpose(f), f), pixels);
    const gradFunc = (dy: Tensor2D, [saved]: tf.Tensor[]) =>
      tf.matMul(saved as Tensor2D, tf.div(tf.add(dy, tf.transpose(dy)), pixels));
    return { value, gradFunc };
  })(flat) as Tensor2D;
}
