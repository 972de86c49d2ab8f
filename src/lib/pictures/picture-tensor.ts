import { tf, type Tensor4D } from '../engine/tf.ts';
import type { Picture } from './picture.ts';

/** @returns [1, height, width, 3] in [0, 1]; the caller disposes */
export function pictureTensor({ width, height, pixels }: Picture): Tensor4D {
  return tf.tensor4d(pixels, [1, height, width, 3]);
}
