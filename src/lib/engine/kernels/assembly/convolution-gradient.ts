import { denseTable, product, spareBytes, tableBytes } from './product';
import { copyOpen } from './runs';

// The gradient of any convolution wrt the picture: each pixel of dy times the kernel gives what it adds to the
// side x side pixels that it was made of, one run of side · channels numbers in each of their rows.

/** Pixels of dy at a time. */
const block: i32 = 48;

/** Bytes of scratch that `convolutionGradient` needs. */
export function convolutionGradientScratchBytes(side: usize, channels: usize, filters: usize): usize {
  return tableBytes(block) + spareBytes + <usize>block * ((filters + side * side * channels) << 2);
}

/**
 * The gradient of one picture, its rows from `begin` up to `end`.
 *
 * @param dy [rows, columns, filters]
 * @param mask 0, or of dy's shape: where it is not positive, dy counts as 0
 * @param kernel [filters, side · side · channels], packed
 * @param dx [height, width, channels]
 */
export function convolutionGradient(
  dy: usize,
  mask: usize,
  rows: i32,
  columns: i32,
  filters: usize,
  side: i32,
  stride: i32,
  padding: i32,
  kernel: usize,
  channels: usize,
  dx: usize,
  height: i32,
  width: i32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  const pixel = channels << 2,
    dyPixel = filters << 2;
  const depth = <usize>(side * side) * channels,
    run = <usize>side * pixel;
  const spare = scratch + tableBytes(block),
    masked = spare + spareBytes;
  const products = masked + <usize>block * dyPixel;
  const line = <usize>width * pixel;
  const alone = side == 1 && stride == 1 && padding == 0;
  if (!alone) memory.fill(dx + <usize>begin * line, 0, <usize>(end - begin) * line);
  // One past the last row of dy that reaches up to `end`, and the first that reaches down to `begin`.
  const lastRow = min(rows, (end - 1 + padding) / stride + 1),
    firstRow = max(0, begin + padding - side + stride) / stride;
  const last = lastRow * columns;
  let i = firstRow,
    column = 0;
  for (let o = firstRow * columns; o < last; o += block) {
    const count = min(block, last - o);
    const at = <usize>o * dyPixel;
    let from = dy + at;
    if (mask) {
      copyOpen(from, mask + at, <usize>count * dyPixel, masked);
      from = masked;
    }
    denseTable(scratch, count, dyPixel);
    // A 1x1 kernel at stride 1 gives each pixel once: nothing is to be added up.
    if (alone) {
      product(from, scratch, count, 1, filters, 0, kernel, depth, dx + <usize>o * pixel, pixel, 0, spare);
      continue;
    }
    product(from, scratch, count, 1, filters, 0, kernel, depth, products, depth << 2, 0, spare);
    for (let j = 0; j < count; j++) {
      const top = i * stride - padding,
        left = column * stride - padding;
      if (++column == columns) {
        column = 0;
        i++;
      }
      const skipped = <usize>max(0, -left) * pixel;
      const size = <usize>max(0, min(side, width - left)) * pixel;
      if (skipped >= size) continue;
      let part = products + <usize>j * (depth << 2) + skipped;
      for (let row = top; row < top + side; row++, part += run)
        if (row >= begin && row < end)
          addRun(part, size - skipped, dx + <usize>row * line + <usize>max(0, left) * pixel);
    }
  }
}

function addRun(from: usize, bytes: usize, to: usize): void {
  const end = to + bytes;
  for (; to + 16 <= end; to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}
