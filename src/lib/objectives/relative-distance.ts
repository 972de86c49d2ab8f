import { own } from '../engine/ops/own.ts';
import { sumByLines } from '../engine/ops/sum-by-lines.ts';
import { tf, type Scalar, type Tensor } from '../engine/tf.ts';

/** What a tensor should become. The holder disposes both. */
export type Target = {
  value: Tensor;
  /** 1 / Σ (value − reference)²; of most targets the reference is 0. */
  scale: Scalar;
};

/** Targets that vanish (of a black picture, say) count as this large, so that losses stay finite. */
const smallest = 1e-12;

/** @param value stays the caller's no longer: it goes with the target */
export function targetOf(value: Tensor, reference = 0): Target {
  const scale = tf.tidy(() => {
    const away = reference === 0 ? value : tf.sub(value, reference);
    return tf.div(1, tf.maximum(sumByLines(tf.square(away)), smallest)) as Scalar;
  });
  return { value, scale };
}

/**
 * weight · Σ (x - value)² / Σ value²: the share of the target that is missed. On the Gram matrix of a layer it is the
 * layer's style loss, on its activations the content loss; being shares, they may be weighted alike in any net.
 *
 * @param x of the target's shape
 */
export function relativeDistance(x: Tensor, target: Target, weight = 1): Scalar {
  const [squares, gradient, share] = [own('SquaredGap'), own('GapGradient'), own('Share')];
  return tf.customGrad((...args: unknown[]) => {
    const [at, save] = args as [Tensor, tf.GradSaveFunc];
    const { value: goal, scale } = target;
    if (squares && gradient && share) {
      // The target too: one that is made on the way forward does not live until the way back.
      save([at, goal, scale]);
      const sums = squares({ x: at, target: goal });
      const gradFunc = (dy: Scalar, saved: Tensor[]) =>
        gradient({ x: saved[0]!, target: saved[1]!, scale: saved[2]!, dy }, { weight });
      return { value: share<Scalar>({ sums, scale }, { begin: 0, weight }), gradFunc };
    }
    const gap = tf.sub(at, goal);
    save([gap, scale]);
    const value: Scalar = tf.mul(tf.mul(sumByLines(tf.square(gap)), scale), weight);
    const gradFunc = (dy: Scalar, saved: Tensor[]) =>
      tf.mul(saved[0]!, tf.mul(dy, tf.mul(saved[1]!, 2 * weight)));
    return { value, gradFunc };
  })(x) as Scalar;
}
