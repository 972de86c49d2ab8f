import { sumByLines } from '../engine/ops/sum-by-lines.ts';
import { tf, type Scalar, type Tensor, type Tensor4D } from '../engine/tf.ts';

/**
 * What is done to a layer's activations before their Gram matrix is taken, so that a few large ones do not rule it:
 * a number is the temperature T of a softmax over the whole layer, exp(F / (T m)) over its mean (Wang, Li and
 * Vasconcelos 2021, "Rethinking and improving the robustness of image style transfer", up to a constant; theirs has no
 * m), and `log` is log(1 + F / m), with m the mean of the style's own activations: one rule for every net.
 */
export type Smoothing = number | 'log';

/**
 * @param features [1, height, width, channels], none below 0
 * @param mean of the style's own, m
 */
export function smoothed(features: Tensor4D, smoothing: Smoothing, mean: Scalar): Tensor4D {
  if (smoothing === 'log') return tf.log(tf.add(tf.div(features, mean), 1));
  return softmaxOf(tf.div(features, tf.mul(mean, smoothing)));
}

/**
 * A softmax over all of a tensor, times its size, so that its mean is 1. Not TF.js's own: on wasm that adds up one
 * number after the other (see `sumByLines`), and Gram matrices that are nearly alike feel the fifth digit.
 */
function softmaxOf(features: Tensor4D): Tensor4D {
  const { size } = features;
  return tf.customGrad((...args: unknown[]) => {
    const [x, save] = args as [Tensor4D, tf.GradSaveFunc];
    const powers = tf.exp(tf.sub(x, tf.max(x)));
    const y = tf.mul(powers, tf.div(size, sumByLines(powers))) as Tensor4D;
    save([y]);
    const gradFunc = (dy: Tensor4D, [shares]: Tensor[]) => {
      const level = tf.div(sumByLines(tf.mul(shares!, dy)), size);
      return tf.mul(shares!, tf.sub(dy, level));
    };
    return { value: y, gradFunc };
  })(features) as Tensor4D;
}

/**
 * Every entry of the Gram matrix of a layer that is the same everywhere: what a smoothed layer comes near to. Losses are
 * shares of how far the target is from it, or they would vanish beside the content's.
 */
export const flatGram = (smoothing: Smoothing | undefined): number => (typeof smoothing === 'number' ? 1 : 0);

/** A black picture has no activation in some layers: it counts as this. */
const smallest = 1e-12;

/** The mean of a layer's activations, above 0; the caller disposes. */
export const meanOf = (features: Tensor4D): Scalar =>
  tf.tidy(() => tf.maximum(tf.div(sumByLines(features), features.size), smallest) as Scalar);
