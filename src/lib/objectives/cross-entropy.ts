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
 * The same for pictures of different labels.
 * @param logits [batch, classes] @param labels of that shape, one-hot
 */
export function labelsCrossEntropy(logits: Tensor, labels: Tensor): Scalar {
  return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), labels))) as Scalar;
}
