import { tf, type Tensor1D, type Tensor4D } from '../engine/tf.ts';

/**
 * How grainy an image is: the mean over its pixels and channels of the squared five-point Laplacian, zeros outside the
 * frame. A stroke has little of it, noise much.
 * @param image [n, h, w, channels] in [0, 1]
 * @returns [n]
 */
export function highFrequencyEnergy(image: Tensor4D): Tensor1D {
  return tf.tidy(() => {
    const [, height, width] = image.shape;
    const padded = tf.pad(image, [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
    const shifted = (row: number, column: number) =>
      tf.slice(padded, [0, row, column, 0], [-1, height, width, -1]);
    const neighbours = tf.addN([shifted(0, 1), shifted(2, 1), shifted(1, 0), shifted(1, 2)]);
    return tf.mean(tf.square(tf.sub(neighbours, tf.mul(image, 4))), [1, 2, 3]) as Tensor1D;
  });
}
