import { EngineError } from '../engine/errors.ts';
import { tf, type Tensor4D } from '../engine/tf.ts';
import { requireSide, type Picture } from './picture.ts';

/** What a row of numbers is a picture of. */
export interface PictureShape {
  /** In pixels. */
  width: number;
  height: number;
  /** 3 of colour, interleaved; 1 of grey. */
  channels: 1 | 3;
}

export const digitShape: PictureShape = { width: 28, height: 28, channels: 1 };

/**
 * A picture as the nets want it; a digit if nothing else is said.
 * @param pixels numbers in [0, 1], row by row
 * @returns [1, height, width, channels]; the caller disposes
 * @throws ConfigError when there can be no such picture, or the pixels are not one's
 */
export function pixelTensor(pixels: ArrayLike<number>, shape = digitShape): Tensor4D {
  const { width, height, channels } = shape;
  requireSide("the picture's width", width);
  requireSide("the picture's height", height);
  if (![1, 3].includes(channels))
    throw new EngineError('ConfigError', `Expected the picture's channels to be 1 or 3, got ${channels}.`);
  const expected = width * height * channels;
  if (pixels.length !== expected) {
    const what = shape === digitShape ? 'a digit' : `a picture of ${width} x ${height} pixels`;
    const words = channels === 1 ? 'pixels' : `numbers, ${channels} a pixel`;
    throw new EngineError(
      'ConfigError',
      `Expected ${what} to have ${expected} ${words}, got ${pixels.length}.`,
    );
  }
  const values = Float32Array.from(pixels);
  const bad = values.find((value) => !(value >= 0 && value <= 1));
  if (bad !== undefined) throw new EngineError('ConfigError', `Expected pixels to be in 0 to 1, got ${bad}.`);
  return tf.tensor4d(values, [1, height, width, channels]);
}

/** @returns [1, height, width, 3] in [0, 1]; the caller disposes */
export function pictureTensor({ width, height, pixels }: Picture): Tensor4D {
  return tf.tensor4d(pixels, [1, height, width, 3]);
}
