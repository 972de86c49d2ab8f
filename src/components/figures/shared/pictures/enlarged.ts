import { resizePicture } from '../../../../lib/pictures/resize.ts';
import { rgbaOf } from '../../../../lib/pictures/rgba.ts';

/**
 * A square picture of few pixels with `side * k` pixels on a side, by bicubic interpolation: browsers enlarge
 * bilinearly, which draws a star around every pixel.
 * @param rgba opaque, side * side * 4 bytes
 */
export function enlarged(
  rgba: Uint8ClampedArray,
  side: number,
  k: number,
): { side: number; rgba: Uint8ClampedArray<ArrayBuffer> } {
  const pixels = new Float32Array(side * side * 3);
  for (let i = 0, at = 0; i < pixels.length; i += 3, at += 4) {
    pixels[i] = rgba[at]! / 255;
    pixels[i + 1] = rgba[at + 1]! / 255;
    pixels[i + 2] = rgba[at + 2]! / 255;
  }
  return {
    side: k * side,
    rgba: rgbaOf(resizePicture({ width: side, height: side, pixels }, k * side, k * side)),
  };
}

/** How many times a picture of so many pixels on a side has to be enlarged to be smooth on a screen. */
export const enlargement = (side: number, wanted = 256): number => Math.max(1, Math.round(wanted / side));
