import { tf, type Tensor1D, type Tensor2D } from '../tf.ts';

/** x · kernel + bias. @param x [batch, in] @returns [batch, out] */
export function dense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return tf.add(tf.matMul(x, kernel), bias);
}
