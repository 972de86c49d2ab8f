import { tf, type Scalar, type Tensor } from '../tf.ts';
import { own } from './own.ts';

/**
 * The cross-entropy of many rows, summed up, with its gradient wrt the logits, softmax(logits) - labels: both at once,
 * since both need the softmax.
 *
 * @param logits [rows, classes] @param labels of that shape, one-hot
 * @returns both are the caller's tidy's
 */
export function crossEntropyWithGradient(logits: Tensor, labels: Tensor): { loss: Scalar; gradient: Tensor } {
  const ours = own('CrossEntropy')?.<[Scalar, Tensor]>({ logits, labels });
  if (ours) return { loss: ours[0], gradient: ours[1] };
  return {
    loss: tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), labels))),
    gradient: tf.sub(tf.softmax(logits), labels),
  };
}
