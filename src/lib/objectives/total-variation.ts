import { sumByLines } from '../engine/ops/sum-by-lines.ts';
import { tf, type Scalar, type Tensor4D } from '../engine/tf.ts';

/**
 * How much neighbouring pixels differ: the mean, over pixels and channels, of the squared steps to the right and down
 * (Mahendran and Vedaldi 2015, their β being 2).
 * @param image [1, height, width, channels]
 */
export function totalVariation(image: Tensor4D): Scalar {
  const [, height, width, channels] = image.shape;
  const lines = tf.reshape(image, [height, width * channels]);
  const steps = (down: number, right: number) => {
    const size: [number, number] = [height - down, (width - right) * channels];
    const there = tf.slice(lines, [down, right * channels], size);
    return sumByLines(tf.square(tf.sub(there, tf.slice(lines, [0, 0], size))));
  };
  return tf.div(tf.add(steps(1, 0), steps(0, 1)), image.size);
}
