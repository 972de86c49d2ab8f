import { leastOf } from './madd';
import { packedBytes } from './packing';
import { denseTable, product, spareBytes, tableBytes } from './product';
import { inputPass2, outputPass2 } from './winograd2';
import { inputPass4, outputPass4 } from './winograd4';
import { outputPass5 } from './winograd5';

// Convolution of 3x3 or 5x5 taps at stride 1 by Winograd's minimal filtering: each tile of size x size outputs comes from
// a patch of span x span inputs, span = size + taps - 1. Patches are transformed, which makes of the convolution span²
// products of matrices [tiles, in] x [in, out], and the results are transformed back. There are tiles of 4x4 and of 2x2
// for 3x3 taps, and of 2x2 for 5x5.

/** Bytes between the streams beyond their own length, so that none falls on another in the cache. */
const gap: usize = 64;
/** Bytes for span² vectors on the way from columns to rows. */
const betweenBytes: usize = 576;

/** Bytes of scratch that `winograd` needs for `block` tiles at a time. */
export function winogradScratchBytes(
  size: usize,
  taps: usize,
  channels: usize,
  filters: usize,
  block: usize,
): usize {
  const streams = (size + taps - 1) * (size + taps - 1);
  const patch = streams * (channels << 2);
  return (
    tableBytes(block) +
    spareBytes +
    2 * betweenBytes +
    patch +
    streams * (block * ((channels + filters) << 2) + 2 * gap)
  );
}

/**
 * y = act(x * kernels + bias), the tiles from `begin` up to `end`, counted through all pictures.
 *
 * @param x [pictures, height, width, channels], channels a multiple of 4
 * @param mask 0, or of x's shape: where it is not positive, x counts as 0
 * @param kernels from `winogradKernel`
 * @param bias [filters], filters a multiple of 4, or 0
 * @param y [pictures, height + 2 padding - taps + 1, width + 2 padding - taps + 1, filters]
 * @param block tiles at a time
 */
export function winograd(
  size: usize,
  taps: usize,
  x: usize,
  mask: usize,
  height: i32,
  width: i32,
  channels: usize,
  padding: i32,
  kernels: usize,
  filters: usize,
  bias: usize,
  relu: i32,
  y: usize,
  block: usize,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  const span = size + taps - 1,
    streams = span * span,
    side = <i32>size;
  const lost = <i32>taps - 1 - 2 * padding,
    rows = height - lost,
    columns = width - lost;
  const across = (columns + side - 1) / side,
    tiles = across * ((rows + side - 1) / side);
  const pixel = channels << 2,
    outPixel = filters << 2;
  const stream = block * pixel + gap,
    outStream = block * outPixel + gap;
  const plane = packedBytes(channels, filters);
  const spare = scratch + tableBytes(block),
    between = spare + spareBytes,
    patch = between + 2 * betweenBytes;
  const v = patch + streams * pixel,
    m = v + streams * stream;
  const image = <usize>(height * width) * pixel,
    outImage = <usize>(rows * columns) * outPixel;
  const least = leastOf(relu);

  for (let first = begin; first < end; first += <i32>block) {
    const count = min(<i32>block, end - first);
    for (let t = 0; t < count; t++) {
      const picture = (first + t) / tiles,
        tile = (first + t) % tiles;
      const top = (tile / across) * side - padding,
        left = (tile % across) * side - padding;
      const inside = top >= 0 && left >= 0 && top + <i32>span <= height && left + <i32>span <= width;
      const skipped = <usize>picture * image;
      let from = x + skipped + (<usize>top * <usize>width + <usize>left) * pixel;
      let row = <usize>width * pixel;
      if (mask || !inside) {
        const masked = mask ? mask + skipped : 0;
        gather(x + skipped, masked, height, width, pixel, top, left, <i32>span, patch);
        from = patch;
        row = span * pixel;
      }
      transformInput(span, from, row, pixel, between, v + <usize>t * pixel, stream);
    }
    denseTable(scratch, count, pixel);
    for (let k: usize = 0; k < streams; k++)
      product(
        v + k * stream,
        scratch,
        count,
        1,
        channels,
        0,
        kernels + k * plane,
        filters,
        m + k * outStream,
        outPixel,
        0,
        spare,
      );
    for (let t = 0; t < count; t++) {
      const picture = (first + t) / tiles,
        tile = (first + t) % tiles;
      const top = (tile / across) * side,
        left = (tile % across) * side;
      const to = y + <usize>picture * outImage + <usize>(top * columns + left) * outPixel;
      transformOutput(
        size,
        span,
        m + <usize>t * outPixel,
        outStream,
        outPixel,
        between,
        bias,
        least,
        to,
        <usize>columns * outPixel,
        min(side, rows - top),
        min(side, columns - left),
      );
    }
  }
}

/** Copies a patch of span x span pixels, zeros outside the picture and where the mask is not positive. */
function gather(
  x: usize,
  mask: usize,
  height: i32,
  width: i32,
  pixel: usize,
  top: i32,
  left: i32,
  span: i32,
  to: usize,
): void {
  const zero = f32x4.splat(0);
  for (let i = top; i < top + span; i++) {
    for (let j = left; j < left + span; j++) {
      if (i < 0 || j < 0 || i >= height || j >= width) {
        memory.fill(to, 0, pixel);
        to += pixel;
        continue;
      }
      const at = <usize>(i * width + j) * pixel;
      let from = x + at;
      const end = to + pixel;
      if (mask) {
        for (let allowed = mask + at; to < end; to += 16, from += 16, allowed += 16)
          v128.store(to, v128.and(v128.load(from), f32x4.gt(v128.load(allowed), zero)));
      } else for (; to < end; to += 16, from += 16) v128.store(to, v128.load(from));
    }
  }
}

function transformInput(
  span: usize,
  from: usize,
  row: usize,
  pixel: usize,
  between: usize,
  to: usize,
  stream: usize,
): void {
  for (const end = from + pixel; from < end; from += 16, to += 16) {
    // Columns first: between[i][j] is line i of what column j becomes.
    if (span == 6) {
      inputPass4(from, pixel, row, between, 16, 96);
      inputPass4(between, 96, 16, to, 6 * stream, stream);
    } else {
      inputPass2(from, pixel, row, between, 16, 64);
      inputPass2(between, 64, 16, to, 4 * stream, stream);
    }
  }
}

function transformOutput(
  size: usize,
  span: usize,
  from: usize,
  stream: usize,
  pixel: usize,
  between: usize,
  bias: usize,
  least: v128,
  to: usize,
  row: usize,
  rows: i32,
  columns: i32,
): void {
  const done = between + betweenBytes;
  for (let k: usize = 0; k < pixel; k += 16, from += 16) {
    if (size == 4) {
      outputPass4(from, 6 * stream, stream, between, 64, 16, 6);
      outputPass4(between, 16, 64, done, 16, 64, 4);
    } else if (span == 6) {
      outputPass5(from, 6 * stream, stream, between, 32, 16, 6);
      outputPass5(between, 16, 32, done, 16, 32, 2);
    } else {
      outputPass2(from, 4 * stream, stream, between, 32, 16, 4);
      outputPass2(between, 16, 32, done, 16, 32, 2);
    }
    const shift = bias ? v128.load(bias + k) : f32x4.splat(0);
    for (let i = 0; i < rows; i++) {
      let put = to + k + <usize>i * row;
      let at = done + <usize>i * (size << 4);
      for (let j = 0; j < columns; j++, put += pixel, at += 16)
        v128.store(put, f32x4.pmax(f32x4.add(v128.load(at), shift), least));
    }
  }
}
