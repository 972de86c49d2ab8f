import { tf, type Tensor4D } from '../engine/tf.ts';

/**
 * A view that shows the picture as it is and lets only its brightness change: the gradient of every pixel is averaged
 * over the channels, so that a picture in one tone keeps it.
 * @param x [1, height, width, channels]
 */
export function brightnessOnly(x: Tensor4D): Tensor4D {
  return tf.customGrad((...args: unknown[]) => ({
    value: tf.clone(args[0] as Tensor4D),
    gradFunc: (dy: Tensor4D) => tf.mul(tf.mean(dy, 3, true), tf.onesLike(dy)) as Tensor4D,
  }))(x) as Tensor4D;
}
