import { addOuterProducts } from './outer-products';
import { copyNumbers, copyOpen, copyShort, fillShort } from './runs';

// The gradient of a convolution wrt its kernel and its bias, as one product of matrices: what each output was made of,
// and a one for the bias, times what is asked of that output.

/** Outputs at a time: what they were made of stays in the second cache. */
const block: i32 = 56;

/** Numbers that an output is made of, the one for the bias among them, up to a multiple of four. */
function taken(side: usize, channels: usize): usize {
  return (side * side * channels + 4) & ~3;
}

/** Filters, up to a multiple of eight. */
function asked(filters: usize): usize {
  return (filters + 7) & ~7;
}

/** Bytes of scratch that `filterGradient` needs. */
export function filterGradientScratchBytes(side: usize, channels: usize, filters: usize): usize {
  const depth = taken(side, channels),
    wide = asked(filters);
  return (<usize>block * (depth + wide) + depth * wide) << 2;
}

/**
 * dk = Σ patch ⊗ dy over all outputs of all pictures.
 *
 * @param x [pictures, height, width, channels]
 * @param dy [pictures, rows, columns, filters]
 * @param mask 0, or of dy's shape: where it is not positive, dy counts as 0
 * @param dk [side · side · channels, filters] @param dbias [filters]
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
  dbias: usize,
  scratch: usize,
): void {
  const depth = taken(side, channels);
  const patch = depth << 2,
    dyPixel = filters << 2,
    picture = <usize>(height * width) * (channels << 2);
  const wide = asked(filters),
    wideBytes = wide << 2;
  const copied = scratch + <usize>block * patch,
    sums = copied + <usize>block * wideBytes;
  const outputs = rows * columns;
  memory.fill(scratch, 0, sums - scratch + depth * wideBytes);
  for (let n = 0; n < pictures; n++, x += picture) {
    let row = 0,
      column = 0;
    for (let first = 0; first < outputs; first += block) {
      const count = min(block, outputs - first);
      for (let o = 0; o < count; o++) {
        const top = row * stride - padding,
          left = column * stride - padding;
        if (++column == columns) {
          column = 0;
          row++;
        }
        copyPatch(x, height, width, channels, side, top, left, scratch + <usize>o * patch);
      }
      let from = dy;
      if (mask || wide > filters) {
        from = copied;
        for (let o: usize = 0; o < <usize>count; o++) {
          const at = o * dyPixel,
            to = copied + o * wideBytes;
          if (mask) copyOpen(dy + at, mask + at, dyPixel, to);
          else copyNumbers(dy + at, dyPixel, to);
        }
        if (mask) mask += <usize>count * dyPixel;
      }
      for (let i: usize = 0; i < depth; i += 4)
        for (let j: usize = 0; j < wideBytes; j += 32)
          addOuterProducts(
            scratch + (i << 2),
            patch,
            from + j,
            wideBytes,
            count,
            sums + i * wideBytes + j,
            wideBytes,
          );
      dy += <usize>count * dyPixel;
    }
  }
  const lines = <usize>(side * side) * channels;
  for (let i: usize = 0; i < lines; i++, dk += dyPixel) copyNumbers(sums + i * wideBytes, dyPixel, dk);
  copyNumbers(sums + lines * wideBytes, dyPixel, dbias);
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
      fillShort(to, run);
      continue;
    }
    fillShort(to, before);
    copyShort(at + <usize>(row * width) * pixel, end - before, to + before);
    fillShort(to + end, run - end);
  }
  store<f32>(to, 1);
}
