import { crossEntropyWithGradient } from '../engine/ops/cross-entropy.ts';
import { tf, type Scalar, type Tensor } from '../engine/tf.ts';

/**
 * The sum over a batch of -log softmax(logits)[label], in nats.
 * @param logits [batch, classes]
 */
export function crossEntropy(logits: Tensor, label: number): Scalar {
  const [batch] = logits.shape as [number];
  return tf.neg(tf.sum(tf.slice(tf.logSoftmax(logits), [0, label], [batch, 1]))) as Scalar;
}

/**
 * The same for pictures of different labels. Its gradient is said at once: through `logSoftmax` it would take a dozen
 * operations more.
 *
 * @param logits [batch, classes] @param labels of that shape, one-hot; they get no gradient
 */
export function labelsCrossEntropy(logits: Tensor, labels: Tensor): Scalar {
  return tf.customGrad((...args: unknown[]) => {
    const [given, save] = args as [Tensor, tf.GradSaveFunc];
    const { loss, gradient } = crossEntropyWithGradient(given, labels);
    save([gradient]);
    return { value: loss, gradFunc: (dy: Tensor, saved: Tensor[]) => tf.mul(dy, saved[0]!) };
  })(logits) as Scalar;
}
