import { sumByLines } from '../engine/ops/sum-by-lines.ts';
import { tf, type Scalar, type Tensor } from '../engine/tf.ts';

/** What a tensor should become. The holder disposes both. */
export type Target = {
  value: Tensor;
  /** 1 / Σ value². */
  scale: Scalar;
};

/** Targets that vanish (of a black picture, say) count as this large, so that losses stay finite. */
const smallest = 1e-12;

/** @param value stays the caller's no longer: it goes with the target */
export function targetOf(value: Tensor): Target {
  const scale = tf.tidy(() => tf.div(1, tf.maximum(sumByLines(tf.square(value)), smallest)) as Scalar);
  return { value, scale };
}

/**
 * Σ (x - value)² / Σ value²: the share of the target that is missed. On the Gram matrix of a layer it is the layer's
 * style loss, on its activations the content loss; being shares, they may be weighted alike in any net.
 *
 * @param x of the target's shape
 */
export function relativeDistance(x: Tensor, target: Target): Scalar {
  return tf.customGrad((...args: unknown[]) => {
    const [at, save] = args as [Tensor, tf.GradSaveFunc];
    const gap = tf.sub(at, target.value);
    // The scale too: a target that is made on the way forward does not live until the way back.
    save([gap, target.scale]);
    const value: Scalar = tf.mul(sumByLines(tf.square(gap)), target.scale);
    const gradFunc = (dy: Scalar, [missed, scale]: Tensor[]) =>
      tf.mul(missed!, tf.mul(dy, tf.mul(scale!, 2)));
    return { value, gradFunc };
  })(x) as Scalar;
}
