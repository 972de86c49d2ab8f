import { tf, type Tensor, type Tensor4D } from '../tf.ts';

/**
 * Every `stride`-th pixel, from each of the stride² places to begin at: part row * stride + column holds the pixels
 * (row + i * stride, column + j * stride). Slices of matrices, since on wasm `stridedSlice` takes thirty times as
 * long.
 *
 * @param x [batch, height, width, channels], height and width multiples of the stride
 * @returns stride² tensors [batch, height / stride, width / stride, channels]
 */
export function splitPhases(x: Tensor4D, stride: number): Tensor4D[] {
  const [batch, height, width, channels] = x.shape;
  const shape: typeof x.shape = [batch, height / stride, width / stride, channels];
  const lines = tf.reshape(x, [(batch * height) / stride, stride * width * channels]);
  const places = Array.from({ length: stride }, (_, i) => i);
  return places.flatMap((row) => {
    const line = tf.slice(lines, [0, row * width * channels], [-1, width * channels]);
    const groups = tf.reshape(line, [-1, stride * channels]);
    return places.map((column) =>
      tf.reshape(tf.slice(groups, [0, column * channels], [-1, channels]), shape),
    );
  });
}

/** The inverse of `splitPhases`. @param parts stride² tensors [batch, height, width, channels] */
export function joinPhases(parts: readonly Tensor4D[], stride: number): Tensor4D {
  const [batch, height, width, channels] = parts[0]!.shape;
  const lines: Tensor[] = [];
  for (let row = 0; row < stride; row++) {
    const columns = parts
      .slice(row * stride, (row + 1) * stride)
      .map((part) => tf.reshape(part, [batch * height * width, channels]));
    lines.push(tf.reshape(tf.concat(columns, 1), [batch * height, stride * width * channels]));
  }
  return tf.reshape(tf.concat(lines, 1), [batch, stride * height, stride * width, channels]);
}
