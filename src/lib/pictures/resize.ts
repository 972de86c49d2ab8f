import type { Picture } from './picture.ts';

/** What each new sample is made of: a few neighbouring samples, and how much each of them gives. */
interface Taps {
  /** The first of them, of each new sample. */
  first: Int32Array;
  /** Where the weights of each begin, and where those of the last end. */
  begin: Int32Array;
  weights: Float32Array;
}

/** Keys' cubic convolution kernel with a = -1/2 (Keys 1981, "Cubic convolution interpolation"). */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/**
 * What each of `to` samples is made of, of `from`. Shrinking stretches the kernel over all the samples that a new one
 * stands for, so that what is too fine for the new size averages out instead of turning into false patterns.
 */
function tapsOf(from: number, to: number): Taps {
  const scale = from / to;
  const stretch = Math.max(1, scale);
  const first = new Int32Array(to);
  const begin = new Int32Array(to + 1);
  const weights: number[] = [];
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const start = Math.max(0, Math.floor(centre - 2 * stretch));
    const end = Math.min(from, Math.ceil(centre + 2 * stretch));
    const own = Float32Array.from({ length: end - start }, (_, k) =>
      cubic((start + k + 0.5 - centre) / stretch),
    );
    const sum = own.reduce((total, weight) => total + weight, 0);
    for (const weight of own) weights.push(weight / sum);
    first[i] = start;
    begin[i + 1] = weights.length;
  }
  return { first, begin, weights: Float32Array.from(weights) };
}

// Plain loops, since figures enlarge each of their pictures at each frame: iterators take several times as long.

/** Lines of `width` pixels to as many lines of other pixels. */
function resampleAlong(from: Float32Array, width: number, { first, begin, weights }: Taps): Float32Array {
  const [lines, wide] = [from.length / (3 * width), first.length];
  const to = new Float32Array(lines * wide * 3);
  for (let line = 0, out = 0; line < lines; line++) {
    for (let i = 0; i < wide; i++, out += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      const end = begin[i + 1]!;
      let at = 3 * (line * width + first[i]!);
      for (let k = begin[i]!; k < end; k++, at += 3) {
        const weight = weights[k]!;
        red += weight * from[at]!;
        green += weight * from[at + 1]!;
        blue += weight * from[at + 2]!;
      }
      to[out] = red;
      to[out + 1] = green;
      to[out + 2] = blue;
    }
  }
  return to;
}

/** Lines of `length` numbers to other lines of as many, each from a few neighbours. */
function resampleAcross(from: Float32Array, length: number, { first, begin, weights }: Taps): Float32Array {
  const to = new Float32Array(first.length * length);
  const sums = new Float64Array(length);
  for (let i = 0; i < first.length; i++) {
    sums.fill(0);
    const end = begin[i + 1]!;
    let at = first[i]! * length;
    for (let k = begin[i]!; k < end; k++, at += length) {
      const weight = weights[k]!;
      for (let x = 0; x < length; x++) sums[x]! += weight * from[at + x]!;
    }
    to.set(sums, i * length);
  }
  return to;
}

/**
 * The picture at another size, by separable bicubic interpolation that averages where it shrinks, as Pillow's
 * BICUBIC does. Overshoot at edges is cut to [0, 1].
 * @param width whole number of pixels, at least 1; the sides need not keep their ratio
 * @throws Error when a side is no whole number of pixels
 */
export function resizePicture(picture: Picture, width: number, height: number): Picture {
  for (const side of [width, height]) {
    if (!Number.isInteger(side) || side < 1)
      throw new Error(`Expected a picture's side to be a whole number of pixels, got ${side}.`);
  }
  if (width === picture.width && height === picture.height)
    return { width, height, pixels: picture.pixels.slice() };
  const narrow = resampleAlong(picture.pixels, picture.width, tapsOf(picture.width, width));
  const pixels = resampleAcross(narrow, 3 * width, tapsOf(picture.height, height));
  for (let i = 0; i < pixels.length; i++) pixels[i] = Math.max(0, Math.min(1, pixels[i]!));
  return { width, height, pixels };
}

/** The size of the same shape with this long side; no side falls below one pixel. */
export function fitted(width: number, height: number, longSide: number): { width: number; height: number } {
  const scale = longSide / Math.max(width, height);
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}

/**
 * The average of each block of `factor` x `factor` pixels; blocks at the right and lower edge may be cut short.
 * @param rgba opaque bytes, row by row
 * @returns RGB in [0, 1]: [ceil(height / factor), ceil(width / factor), 3]
 */
export function averageBlocks(rgba: Uint8ClampedArray, width: number, factor: number): Float32Array {
  const height = rgba.length / (4 * width);
  const [columns, rows] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const pixels = new Float32Array(columns * rows * 3);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / factor) * columns;
    for (let x = 0; x < width; x++, at += 4) {
      const out = 3 * (row + Math.floor(x / factor));
      pixels[out]! += rgba[at]!;
      pixels[out + 1]! += rgba[at + 1]!;
      pixels[out + 2]! += rgba[at + 2]!;
    }
  }
  for (let row = 0, out = 0; row < rows; row++) {
    const tall = Math.min(factor, height - row * factor);
    for (let column = 0; column < columns; column++, out += 3) {
      const scale = 1 / (255 * tall * Math.min(factor, width - column * factor));
      for (let channel = 0; channel < 3; channel++) pixels[out + channel]! *= scale;
    }
  }
  return pixels;
}
