import type { Picture } from './picture.ts';
import { resizePicture } from './resize.ts';

/**
 * The largest square in the middle of a picture, at another size.
 * @param side in pixels, a whole number, at least 1
 * @throws Error when the side is no whole number of pixels
 */
export function squareOf(picture: Picture, side: number): Picture {
  const { width, height, pixels } = picture;
  const has = Math.min(width, height);
  const [left, top] = [Math.floor((width - has) / 2), Math.floor((height - has) / 2)];
  const square = new Float32Array(has * has * 3);
  for (let y = 0; y < has; y++) {
    const from = 3 * ((top + y) * width + left);
    square.set(pixels.subarray(from, from + 3 * has), 3 * has * y);
  }
  return resizePicture({ width: has, height: has, pixels: square }, side, side);
}
