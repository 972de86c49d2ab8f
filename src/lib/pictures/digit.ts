import { EngineError } from '../engine/errors.ts';
import { tf, type Tensor4D } from '../engine/tf.ts';

/** Side of a digit's frame, in pixels. */
export const digitSide = 28;

/**
 * A digit as the nets want it.
 * @param pixels 784 numbers in [0, 1], row by row
 * @returns [1, 28, 28, 1]; the caller disposes
 * @throws ConfigError when the pixels are not a digit's
 */
export function digitTensor(pixels: ArrayLike<number>): Tensor4D {
  const expected = digitSide * digitSide;
  if (pixels.length !== expected) {
    throw new EngineError(
      'ConfigError',
      `Expected a digit to have ${expected} pixels, got ${pixels.length}.`,
    );
  }
  const values = Float32Array.from(pixels);
  const bad = values.find((value) => !(value >= 0 && value <= 1));
  if (bad !== undefined) throw new EngineError('ConfigError', `Expected pixels to be in 0 to 1, got ${bad}.`);
  return tf.tensor4d(values, [1, digitSide, digitSide, 1]);
}
