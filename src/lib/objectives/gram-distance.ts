import { own } from '../engine/ops/own.ts';
import { tf, type Scalar, type Tensor2D, type Tensor4D } from '../engine/tf.ts';
import { gram } from './gram.ts';
import { relativeDistance, type Target } from './relative-distance.ts';

/** Channels that our kernels take at once. */
const channelsAtOnce = 4;

/**
 * A layer's style loss, weighted: the share of the target's Gram matrix that is missed. Where there are kernels for it
 * the matrix and its gradient are never written down.
 *
 * @param features [1, height, width, channels]
 * @param target of a Gram matrix
 */
export function gramDistance(features: Tensor4D, target: Target, weight = 1): Scalar {
  const channels = features.shape[3];
  const [gap, gradient, share] = [own('GramGap'), own('GramGapGradient'), own('Share')];
  if (!gap || !gradient || !share || channels % channelsAtOnce !== 0)
    return relativeDistance(gram(features), target, weight);
  return tf.customGrad((...args: unknown[]) => {
    const [f, save] = args as [Tensor2D, tf.GradSaveFunc];
    const missed = gap({ f, target: target.value });
    const { scale } = target;
    save([f, missed, scale]);
    return {
      value: share<Scalar>({ sums: missed, scale }, { begin: channels * channels, weight }),
      gradFunc: (dy: Scalar, saved: tf.Tensor[]) =>
        gradient<Tensor2D>({ f: saved[0]!, gap: saved[1]!, scale: saved[2]!, dy }, { weight }),
    };
  })(tf.reshape(features, [-1, channels])) as Scalar;
}
