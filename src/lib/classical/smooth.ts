import type { Picture } from '../pictures/picture.ts';

/** Brightness of each pixel in [0, 1]: the luma of ITU-R BT.601. */
export function luma({ pixels }: Picture): Float32Array {
  return Float32Array.from(
    { length: pixels.length / 3 },
    (_, i) => 0.299 * pixels[3 * i]! + 0.587 * pixels[3 * i + 1]! + 0.114 * pixels[3 * i + 2]!,
  );
}

/** Averages along lines: `count` values that lie `stride` apart; beyond the ends the last value goes on. */
function blurLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  count: number,
  kernel: Float32Array,
): void {
  const reach = (kernel.length - 1) / 2;
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) {
      const at = Math.max(0, Math.min(count - 1, i + k));
      sum += kernel[k + reach]! * from[start + at * stride]!;
    }
    to[start + i * stride] = sum;
  }
}

/**
 * A Gaussian blur.
 * @param values `channels` numbers a pixel, row by row, interleaved
 * @param sigma in pixels; 0 gives a copy
 */
export function blurred(
  values: Float32Array,
  width: number,
  height: number,
  sigma: number,
  channels = 1,
): Float32Array {
  if (sigma <= 0) return values.slice();
  const reach = Math.ceil(2.5 * sigma);
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  for (let i = 0; i < kernel.length; i++) kernel[i]! /= sum;
  const rows = new Float32Array(values.length);
  const result = new Float32Array(values.length);
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < height; y++)
      blurLine(values, rows, y * width * channels + channel, channels, width, kernel);
    for (let x = 0; x < width; x++)
      blurLine(rows, result, x * channels + channel, width * channels, height, kernel);
  }
  return result;
}
