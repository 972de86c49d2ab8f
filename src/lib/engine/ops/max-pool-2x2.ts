import { tf, type Tensor4D } from '../tf.ts';

const offsets = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/**
 * Max pooling over 2x2 windows, stride 2; height and width must be even.
 *
 * The gradient goes to the first maximum of a window in reading order, as in PyTorch. Blank backgrounds make ties
 * the rule in digits, so this matters. TF.js's own gradient is wrong on wasm: a window whose maximum is not
 * positive sends its gradient to element 0 of the whole tensor (seen in 4.22; this can go when it is mended).
 *
 * @param x [batch, height, width, channels]
 * @returns [batch, height / 2, width / 2, channels]
 */
export function maxPool2x2(x: Tensor4D): Tensor4D {
  return tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor4D, tf.GradSaveFunc];
    const value = tf.maxPool(input, 2, 2, 'valid');
    save([input, value]);
    const gradFunc = (dy: Tensor4D, saved: tf.Tensor[]) =>
      scatterToFirstMaximum(dy, saved[0] as Tensor4D, saved[1] as Tensor4D);
    return { value, gradFunc };
  })(x) as Tensor4D;
}

function scatterToFirstMaximum(dy: Tensor4D, x: Tensor4D, y: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  let free: tf.Tensor = tf.onesLike(y);
  const parts = offsets.map(([row, column]) => {
    const corner = tf.stridedSlice(x, [0, row, column, 0], x.shape, [1, 2, 2, 1]);
    const chosen = tf.mul(tf.cast(tf.equal(corner, y), 'float32'), free);
    free = tf.sub(free, chosen);
    return tf.mul(dy, chosen);
  });
  // Interleave the four quarter-size gradients: first along the width, then along the height.
  const rows = [0, 2].map((i) =>
    tf.reshape(tf.stack([parts[i]!, parts[i + 1]!], 3), [batch, height / 2, width, channels]),
  );
  return tf.reshape(tf.stack(rows, 2), [batch, height, width, channels]);
}
