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
 * The same for pictures of different labels. Its gradient, softmax(logits) - labels, is said at once: through
 * `logSoftmax` it would take a dozen operations more.
 *
 * @param logits [batch, classes] @param labels of that shape, one-hot; they get no gradient
 */
export function labelsCrossEntropy(logits: Tensor, labels: Tensor): Scalar {
  return tf.customGrad((...args: unknown[]) => {
    const [given, save] = args as [Tensor, tf.GradSaveFunc];
    save([given]);
    return {
      value: tf.neg(tf.sum(tf.mul(tf.logSoftmax(given), labels))),
      gradFunc: (dy: Tensor, saved: Tensor[]) => tf.mul(dy, tf.sub(tf.softmax(saved[0]!), labels)),
    };
  })(logits) as Scalar;
}
