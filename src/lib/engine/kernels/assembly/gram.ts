import { madd } from './madd';
import { packedBytes } from './packing';
import { denseTable, panelBytes, product, spareBytes, tableBytes } from './product';

/** Bytes of pixels that are taken at a time, to stay in the processor's nearest cache. */
const blockBytes: usize = 16384;

/**
 * Adds to four rows by eight columns of a Gram matrix what `pixels` pixels give.
 * @param a the first of four channels of the first pixel @param b the first of eight @param pixel bytes a pixel
 */
function microKernel(a: usize, b: usize, pixels: usize, pixel: usize, to: usize, pitch: usize): void {
  let p0 = f32x4.splat(0),
    p1 = p0,
    p2 = p0,
    p3 = p0;
  let q0 = p0,
    q1 = p0,
    q2 = p0,
    q3 = p0;
  for (; pixels != 0; pixels--, a += pixel, b += pixel) {
    const u = v128.load(b),
      v = v128.load(b, 16);
    let x = v128.load32_splat(a);
    p0 = madd(x, u, p0);
    q0 = madd(x, v, q0);
    x = v128.load32_splat(a, 4);
    p1 = madd(x, u, p1);
    q1 = madd(x, v, q1);
    x = v128.load32_splat(a, 8);
    p2 = madd(x, u, p2);
    q2 = madd(x, v, q2);
    x = v128.load32_splat(a, 12);
    p3 = madd(x, u, p3);
    q3 = madd(x, v, q3);
  }
  add(to, p0, q0);
  add(to + pitch, p1, q1);
  add(to + 2 * pitch, p2, q2);
  add(to + 3 * pitch, p3, q3);
}

function add(to: usize, p: v128, q: v128): void {
  v128.store(to, f32x4.add(v128.load(to), p));
  v128.store(to, f32x4.add(v128.load(to, 16), q), 16);
}

/**
 * g = fᵀ f · scale, columns from `begin` up to `end` (multiples of 8) of the upper triangle, mirrored into the lower.
 * Blocks of pixels are summed one by one, which also keeps rounding small.
 *
 * @param f [pixels, channels], channels a multiple of 8
 * @param g [channels, channels]
 */
export function gram(
  f: usize,
  pixels: usize,
  channels: usize,
  scale: f32,
  g: usize,
  begin: usize,
  end: usize,
): void {
  const pixel = channels << 2;
  const atOnce = max<usize>(16, blockBytes / pixel);
  for (let i: usize = 0; i < end; i++) memory.fill(g + i * pixel + (begin << 2), 0, (end - begin) << 2);
  for (let first: usize = 0; first < pixels; first += atOnce) {
    const count = min(atOnce, pixels - first);
    const at = f + first * pixel;
    for (let j = begin; j < end; j += 8)
      for (let i: usize = 0; i < j + 8; i += 4)
        microKernel(at + (i << 2), at + (j << 2), count, pixel, g + i * pixel + (j << 2), pixel);
  }
  for (let j = begin; j < end; j++) {
    for (let i: usize = 0; i <= j; i++) {
      const value = load<f32>(g + i * pixel + (j << 2)) * scale;
      store<f32>(g + i * pixel + (j << 2), value);
      store<f32>(g + j * pixel + (i << 2), value);
    }
  }
}

/** Bytes of scratch that `gramGradient` needs. */
export function gramGradientScratchBytes(channels: usize): usize {
  return packedBytes(channels, channels) + tableBytes(rowsAtATime) + spareBytes;
}

const rowsAtATime: usize = 96;

/**
 * df = f (dg + dgᵀ) · scale, pixels from `begin` up to `end`.
 * @param f [pixels, channels] @param dg [channels, channels] @param df of f's shape
 */
export function gramGradient(
  f: usize,
  channels: usize,
  dg: usize,
  scale: f32,
  df: usize,
  scratch: usize,
  begin: usize,
  end: usize,
): void {
  const pixel = channels << 2;
  const table = scratch + packedBytes(channels, channels);
  packSymmetric(dg, channels, scale, scratch);
  for (let first = begin; first < end; first += rowsAtATime) {
    const count = min(rowsAtATime, end - first);
    denseTable(table, count, pixel);
    const spare = table + tableBytes(rowsAtATime);
    product(
      f + first * pixel,
      table,
      count,
      1,
      channels,
      0,
      scratch,
      channels,
      df + first * pixel,
      pixel,
      0,
      spare,
    );
  }
}

/** (dg + dgᵀ) · scale as `pack` would have it. */
function packSymmetric(dg: usize, channels: usize, scale: f32, to: usize): void {
  const panel = panelBytes(channels);
  memory.fill(to, 0, packedBytes(channels, channels));
  for (let j: usize = 0; j < channels; j++) {
    const column = to + (j >> 3) * panel + ((j & 7) << 2);
    for (let i: usize = 0; i < channels; i++) {
      const sum = load<f32>(dg + ((i * channels + j) << 2)) + load<f32>(dg + ((j * channels + i) << 2));
      store<f32>(column + ((i + 1) << 5), sum * scale);
    }
  }
}
