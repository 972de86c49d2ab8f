import { tf, type Scalar, type Tensor } from '../engine/tf.ts';

/**
 * The sum over a batch of -log softmax(logits)[label], in nats.
 * @param logits [batch, classes]
 */
export function crossEntropy(logits: Tensor, label: number): Scalar {
  const [batch] = logits.shape as [number];
  return tf.neg(tf.sum(tf.slice(tf.logSoftmax(logits), [0, label], [batch, 1]))) as Scalar;
}
