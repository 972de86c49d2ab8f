import { tf, type Scalar, type Tensor } from '../tf.ts';

/**
 * The sum of all elements, line by line (along the first axis longer than one) and then of the lines. TF.js's wasm
 * backend adds one number after the other in single precision: the squares of a picture of 512 pixels come out wrong
 * in the fourth digit (4.22), and so in the seventh.
 */
export function sumByLines(x: Tensor): Scalar {
  const lines = x.shape.find((length) => length > 1) ?? 1;
  return tf.sum(tf.sum(tf.reshape(x, [lines, -1]), 1));
}
