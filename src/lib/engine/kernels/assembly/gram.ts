import { addOuterProducts } from './outer-products';
import { packedBytes } from './packing';
import { denseTable, panelBytes, product, spareBytes, tableBytes } from './product';

/** Bytes of pixels that are taken at a time, to stay in the processor's nearest cache. */
const blockBytes: usize = 16384;

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
        addOuterProducts(at + (i << 2), pixel, at + (j << 2), pixel, count, g + i * pixel + (j << 2), pixel);
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
