import type { Picture } from '../../../lib/pictures/picture.ts';
import type { MaskedPaintingFrame } from '../../../lib/experiments/masked-painting.ts';

type Window = MaskedPaintingFrame['window'];

/** What a network has painted, at the size at which it works. */
export interface Painted {
  /** Of the whole picture at that size. */
  width: number;
  height: number;
  /** The part of it that may have changed. */
  window: Window;
  /** RGB of the window now, less what it was, in [-1, 1]. */
  difference: Float32Array;
}

/** A part of a picture, and where it belongs. */
export interface Patch extends Window {
  /** RGB in [0, 1]. */
  pixels: Float32Array;
}

/** Where along one side the enlarged window lies, and what each of its pixels is made of. */
interface Taps {
  begin: number;
  count: number;
  /** Four places in the window and their weights, for each pixel. */
  places: Int32Array;
  weights: Float32Array;
}

/** Catmull and Rom's spline at a distance of t behind the second of four samples. */
const spline = (t: number): [number, number, number, number] => [
  ((2 - t) * t - 1) * t * 0.5,
  ((3 * t - 5) * t * t + 2) * 0.5,
  ((4 - 3 * t) * t + 1) * t * 0.5,
  (t - 1) * t * t * 0.5,
];

function tapsOf(large: number, small: number, first: number, length: number): Taps {
  const scale = large / small;
  const begin = Math.ceil(first * scale);
  const count = Math.min(large, Math.floor((first + length) * scale)) - begin;
  const places = new Int32Array(4 * count);
  const weights = new Float32Array(4 * count);
  for (let i = 0; i < count; i++) {
    const at = (begin + i + 0.5) / scale - 0.5 - first;
    const floor = Math.floor(at);
    for (let k = 0; k < 4; k++) places[4 * i + k] = Math.max(0, Math.min(length - 1, floor - 1 + k));
    weights.set(spline(at - floor), 4 * i);
  }
  return { begin, count, places, weights };
}

/**
 * The picture with what was painted in it: the difference is enlarged smoothly and added, so that outside of the mask
 * every pixel stays, and inside it what is finer than a network sees stays too.
 * @param base of any size, of the same shape as what the network worked on
 */
export function laidOn(base: Picture, { width, height, window, difference }: Painted): Patch {
  const across = tapsOf(base.width, width, window.left, window.width);
  const down = tapsOf(base.height, height, window.top, window.height);
  const row = 3 * across.count;
  const wide = new Float32Array(row * window.height);
  for (let y = 0; y < window.height; y++) {
    const from = 3 * y * window.width;
    for (let x = 0; x < across.count; x++) {
      for (let k = 4 * x; k < 4 * x + 4; k++) {
        const [at, weight] = [from + 3 * across.places[k]!, across.weights[k]!];
        const to = y * row + 3 * x;
        wide[to]! += weight * difference[at]!;
        wide[to + 1]! += weight * difference[at + 1]!;
        wide[to + 2]! += weight * difference[at + 2]!;
      }
    }
  }
  const pixels = new Float32Array(row * down.count);
  for (let y = 0; y < down.count; y++) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => row * down.places[4 * y + k]!) as [
      number,
      number,
      number,
      number,
    ];
    const [wa, wb, wc, wd] = down.weights.subarray(4 * y, 4 * y + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const from = 3 * ((down.begin + y) * base.width + across.begin);
    for (let x = 0; x < row; x++) {
      const more = wa * wide[a + x]! + wb * wide[b + x]! + wc * wide[c + x]! + wd * wide[d + x]!;
      pixels[y * row + x] = Math.max(0, Math.min(1, base.pixels[from + x]! + more));
    }
  }
  return { left: across.begin, top: down.begin, width: across.count, height: down.count, pixels };
}

/** The whole picture with a patch in its place. */
export function patched(base: Picture, patch: Patch): Picture {
  const pixels = base.pixels.slice();
  for (let y = 0; y < patch.height; y++) {
    const row = patch.pixels.subarray(3 * y * patch.width, 3 * (y + 1) * patch.width);
    pixels.set(row, 3 * ((patch.top + y) * base.width + patch.left));
  }
  return { ...base, pixels };
}
