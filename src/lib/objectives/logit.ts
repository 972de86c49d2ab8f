import { tf, type Scalar, type Tensor } from '../engine/tf.ts';

/**
 * The sum over a batch of one class's logit, before softmax. Summing keeps the images' gradients apart, since no
 * image's logit depends on another image.
 * @param logits [batch, classes]
 */
export function classLogit(logits: Tensor, target: number): Scalar {
  const [batch] = logits.shape as [number];
  return tf.sum(tf.slice(logits, [0, target], [batch, 1])) as Scalar;
}
