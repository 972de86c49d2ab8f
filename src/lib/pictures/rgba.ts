import type { Picture } from './picture.ts';

/** A picture as a canvas takes it: opaque RGBA, four bytes a pixel. */
export const rgbaOf = ({ pixels }: Picture): Uint8ClampedArray<ArrayBuffer> => bytesOf(pixels);

/** Several pictures of one size in one row of numbers, each as a canvas takes it. */
export function rgbaOfEach(pixels: Float32Array, count: number): Uint8ClampedArray<ArrayBuffer>[] {
  const length = pixels.length / count;
  return Array.from({ length: count }, (_, i) => bytesOf(pixels.subarray(i * length, (i + 1) * length)));
}

function bytesOf(pixels: Picture['pixels']): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray((pixels.length / 3) * 4);
  for (let i = 0, at = 0; i < pixels.length; i += 3, at += 4) {
    // The array rounds and clamps by itself.
    bytes[at] = pixels[i]! * 255;
    bytes[at + 1] = pixels[i + 1]! * 255;
    bytes[at + 2] = pixels[i + 2]! * 255;
    bytes[at + 3] = 255;
  }
  return bytes;
}
