import { endTable, product, spareBytes, tableBytes } from './product';
import { copyNumbers, fillZero } from './runs';

// Any convolution as a product of matrices that are never written down: an output's row of the left matrix is `side`
// runs of side · channels numbers that lie one picture row apart, so rows are given to the product by where they begin.

/**
 * Bytes of scratch that `convolution` needs for `block` rows of outputs at a time.
 * @param rows, columns outputs of one picture
 */
export function convolutionScratchBytes(
  pictures: usize,
  side: usize,
  stride: usize,
  padding: usize,
  channels: usize,
  rows: usize,
  columns: usize,
  block: usize,
): usize {
  const table = tableBytes(block * columns) + spareBytes;
  if (staysInPlace(side, stride, padding)) return table;
  // A block may begin in one picture and end in another.
  const bands = min(pictures, (block + rows - 2) / rows + 1);
  const tall = block * stride + bands * (max(side, stride) - stride),
    wide = (columns - 1) * stride + side;
  return table + tall * wide * (channels << 2);
}

/** Whether what an output is made of stands in the picture as it is needed. */
function staysInPlace(side: usize, stride: usize, padding: usize): boolean {
  return side == 1 && stride == 1 && padding == 0;
}

/**
 * y = act(x * kernel + bias), the rows of outputs from `begin` up to `end`, counted through all pictures: small
 * pictures share a block, or some rows of the micro-kernel would be idle in each.
 *
 * @param x [pictures, height, width, channels]
 * @param kernel [side, side, channels, filters], packed with its biases
 * @param y [pictures, rows, columns, filters]
 * @param block rows of outputs at a time
 */
export function convolution(
  x: usize,
  height: i32,
  width: i32,
  channels: usize,
  side: i32,
  stride: i32,
  padding: i32,
  kernel: usize,
  filters: usize,
  relu: i32,
  y: usize,
  rows: i32,
  columns: i32,
  block: i32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  const pixel = channels << 2,
    outRow = <usize>columns * (filters << 2);
  const inPlace = staysInPlace(side, stride, padding);
  const wide = (columns - 1) * stride + side,
    line = <usize>wide * pixel,
    picture = <usize>(height * width) * pixel;
  const run = <usize>side * channels;
  const spare = scratch + tableBytes(<usize>(block * columns)),
    band = spare + spareBytes;
  for (let first = begin; first < end; first += block) {
    const last = min(first + block, end);
    const base = inPlace ? x : band;
    let entry = scratch,
      to = inPlace ? x + <usize>first * line : band;
    for (let i = first; i < last;) {
      const row = i % rows;
      const some = min(rows - row, last - i);
      const tall = (some - 1) * stride + side;
      if (!inPlace) {
        const from = x + <usize>(i / rows) * picture;
        copyBand(from, height, width, pixel, row * stride - padding, tall, padding, wide, to);
      }
      for (let k = 0; k < some; k++)
        for (let j = 0; j < columns; j++, entry += 4)
          store<u32>(entry, <u32>(to - base + <usize>(k * stride) * line + <usize>(j * stride) * pixel));
      to += <usize>tall * line;
      i += some;
    }
    const count = <usize>((last - first) * columns);
    endTable(scratch, count);
    const out = y + <usize>first * outRow;
    const jump = line - (run << 2);
    product(base, scratch, count, side, run, jump, kernel, filters, out, filters << 2, relu, spare);
  }
}

/** Copies `tall` rows from row `top` on, with zeros round the picture: `wide` pixels of each, `left` before the first. */
function copyBand(
  x: usize,
  height: i32,
  width: i32,
  pixel: usize,
  top: i32,
  tall: i32,
  left: i32,
  wide: i32,
  to: usize,
): void {
  const line = <usize>wide * pixel;
  const inside = <usize>min(width, wide - left) * pixel,
    before = <usize>left * pixel;
  for (let i = top; i < top + tall; i++, to += line) {
    if (i < 0 || i >= height) {
      fillZero(to, line);
      continue;
    }
    fillZero(to, before);
    copyNumbers(x + <usize>(i * width) * pixel, inside, to + before);
    fillZero(to + before + inside, line - before - inside);
  }
}
