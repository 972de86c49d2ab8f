import { addOuterProducts } from './outer-products';

// The gradient of a convolution wrt its kernel and its bias, as one product of matrices: what each output was made of,
// and a one for the bias, times what is asked of that output.

/** Outputs at a time: what they were made of stays in the second cache. */
const block: i32 = 56;

/** Numbers that an output is made of, the one for the bias among them, up to a multiple of four. */
function taken(side: usize, channels: usize): usize {
  return (side * side * channels + 4) & ~3;
}

/** Bytes of scratch that `filterGradient` needs. */
export function filterGradientScratchBytes(side: usize, channels: usize, filters: usize): usize {
  const depth = taken(side, channels);
  return (<usize>block * (depth + filters) + depth * filters) << 2;
}

/**
 * dk = Σ patch ⊗ dy over all outputs of all pictures.
 *
 * @param x [pictures, height, width, channels]
 * @param dy [pictures, rows, columns, filters], filters a multiple of 8
 * @param mask 0, or of dy's shape: where it is not positive, dy counts as 0
 * @param dk [side · side · channels + 1, filters], the bias's in the last row
 */
export function filterGradient(
  x: usize,
  pictures: i32,
  height: i32,
  width: i32,
  channels: usize,
  side: i32,
  stride: i32,
  padding: i32,
  dy: usize,
  mask: usize,
  rows: i32,
  columns: i32,
  filters: usize,
  dk: usize,
  scratch: usize,
): void {
  const depth = taken(side, channels);
  const patch = depth << 2,
    dyPixel = filters << 2,
    picture = <usize>(height * width) * (channels << 2);
  const masked = scratch + <usize>block * patch,
    sums = masked + <usize>block * dyPixel;
  const outputs = rows * columns;
  memory.fill(scratch, 0, sums - scratch + depth * dyPixel);
  for (let n = 0; n < pictures; n++, x += picture) {
    for (let first = 0; first < outputs; first += block) {
      const count = min(block, outputs - first);
      for (let o = 0; o < count; o++) {
        const output = first + o;
        const top = (output / columns) * stride - padding,
          left = (output % columns) * stride - padding;
        copyPatch(x, height, width, channels, side, top, left, scratch + <usize>o * patch);
      }
      let from = dy;
      if (mask) {
        copyOpen(dy, mask, <usize>count * filters, masked);
        mask += <usize>count * dyPixel;
        from = masked;
      }
      for (let i: usize = 0; i < depth; i += 4)
        for (let j: usize = 0; j < filters; j += 8)
          addOuterProducts(
            scratch + (i << 2),
            patch,
            from + (j << 2),
            dyPixel,
            count,
            sums + i * dyPixel + (j << 2),
            dyPixel,
          );
      dy += <usize>count * dyPixel;
    }
  }
  memory.copy(dk, sums, (<usize>(side * side) * channels + 1) * dyPixel);
}

/** What one output is made of, zeros outside of the picture, and a one. */
function copyPatch(
  x: usize,
  height: i32,
  width: i32,
  channels: usize,
  side: i32,
  top: i32,
  left: i32,
  to: usize,
): void {
  const pixel = channels << 2,
    run = <usize>side * pixel;
  const before = <usize>max(0, -left) * pixel,
    end = <usize>min(side, width - left) * pixel;
  const at = x + <usize>max(0, left) * pixel;
  for (let row = top; row < top + side; row++, to += run) {
    if (row < 0 || row >= height) {
      fillZero(to, run);
      continue;
    }
    fillZero(to, before);
    copyNumbers(at + <usize>(row * width) * pixel, end - before, to + before);
    fillZero(to + end, run - end);
  }
  store<f32>(to, 1);
}

// The runs are short: a loop is done before a call of memory.copy has begun.

function fillZero(to: usize, bytes: usize): void {
  for (const end = to + bytes; to < end; to += 4) store<f32>(to, 0);
}

function copyNumbers(from: usize, bytes: usize, to: usize): void {
  const end = to + bytes;
  for (; to + 16 <= end; to += 16, from += 16) v128.store(to, v128.load(from));
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(from));
}

function copyOpen(from: usize, mask: usize, count: usize, to: usize): void {
  const zero = f32x4.splat(0);
  for (const end = to + (count << 2); to < end; to += 16, from += 16, mask += 16)
    v128.store(to, v128.and(v128.load(from), f32x4.gt(v128.load(mask), zero)));
}
