import { tf, type Tensor, type Tensor4D } from '../tf.ts';

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
  const [rows, columns] = [(batch * height) / 2, width / 2];
  let free: tf.Tensor = tf.ones([rows * columns, channels]);
  const [flatY, flatDy] = [y, dy].map((tensor) => tf.reshape(tensor, [rows * columns, channels]));
  const parts = corners(x).map((corner) => {
    const chosen = tf.mul(tf.cast(tf.equal(corner, flatY!), 'float32'), free);
    free = tf.sub(free, chosen);
    return tf.mul(flatDy!, chosen);
  });
  // Put the four quarters back: side by side into rows, then rows under rows.
  const [upper, lower] = [0, 2].map((k) =>
    tf.reshape(tf.concat([parts[k]!, parts[k + 1]!], 1), [rows, 2 * columns * channels]),
  );
  return tf.reshape(tf.concat([upper!, lower!], 1), [batch, height, width, channels]);
}

/**
 * The four pixels of every window, each [windows, channels], in reading order. Slices of matrices: on wasm
 * `stridedSlice` takes thirty times as long.
 */
function corners(x: Tensor4D): Tensor[] {
  const [batch, height, width, channels] = x.shape;
  const pairs = tf.reshape(x, [(batch * height) / 2, 2 * width * channels]);
  return [0, 1].flatMap((row) => {
    const line = tf.slice(pairs, [0, row * width * channels], [-1, width * channels]);
    const windows = tf.reshape(line, [-1, 2 * channels]);
    return [0, 1].map((column) => tf.slice(windows, [0, column * channels], [-1, channels]));
  });
}
