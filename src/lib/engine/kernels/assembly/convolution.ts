import { endTable, product, spareBytes, tableBytes } from './product';

// Any convolution as a product of matrices that are never written down: an output's row of the left matrix is `side`
// runs of side · channels numbers that lie one picture row apart, so rows are given to the product by where they begin.

/**
 * Bytes of scratch that `convolution` needs for `block` rows of outputs at a time.
 * @param columns outputs in a row
 */
export function convolutionScratchBytes(
  side: usize,
  stride: usize,
  channels: usize,
  columns: usize,
  block: usize,
): usize {
  const tall = (block - 1) * stride + side,
    wide = (columns - 1) * stride + side;
  return tableBytes(block * columns) + spareBytes + tall * wide * (channels << 2);
}

/**
 * y = act(x * kernel + bias), of one picture, the rows of outputs from `begin` up to `end`.
 *
 * @param x [height, width, channels]
 * @param kernel [side, side, channels, filters], packed with its biases
 * @param y [rows, columns, filters]
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
  columns: i32,
  block: i32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  const pixel = channels << 2,
    outRow = <usize>columns * (filters << 2);
  const wide = (columns - 1) * stride + side,
    line = <usize>wide * pixel;
  const run = <usize>side * channels;
  const spare = scratch + tableBytes(<usize>(block * columns)),
    band = spare + spareBytes;
  for (let first = begin; first < end; first += block) {
    const rows = min(block, end - first);
    copyBand(
      x,
      height,
      width,
      pixel,
      first * stride - padding,
      (rows - 1) * stride + side,
      padding,
      wide,
      band,
    );
    let entry = scratch;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++, entry += 4)
        store<u32>(entry, <u32>(<usize>(i * stride) * line + <usize>(j * stride) * pixel));
    endTable(scratch, <usize>(rows * columns));
    product(
      band,
      scratch,
      <usize>(rows * columns),
      side,
      run,
      line - (run << 2),
      kernel,
      filters,
      y + <usize>first * outRow,
      filters << 2,
      relu,
      spare,
    );
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
      memory.fill(to, 0, line);
      continue;
    }
    memory.fill(to, 0, before);
    memory.copy(to + before, x + <usize>(i * width) * pixel, inside);
    memory.fill(to + before + inside, 0, line - before - inside);
  }
}
