import { rowsAtOnce } from './micro-kernel';
import { endTable, product, spareBytes, tableBytes } from './product';
import { copyNumbers, copyOpen, fillZero } from './runs';

// The gradient of a convolution whose stride divides its side, wrt the picture. Pixel i gets Σ dy[o] k[t] over
// stride · o + t = i + padding: with i + padding = stride · m + r, only the taps t = stride · u + r reach it, from
// o = m - u. So each of the stride² phases of the picture is a convolution of dy at stride 1, with a kernel of its own,
// and nothing has to be added up afterwards.

/** Taps of a phase on a side, and how far dy is looked at: m from 0 up to here. */
function reach(size: i32, stride: i32, padding: i32): i32 {
  return (size - 1 + padding) / stride + 1;
}

/** Pixels of a phase from which a picture is large enough to be taken alone. */
const large: i32 = 96;

/** Pictures that are taken together: of small ones so many that no row of the micro-kernel is idle. */
function together(tall: i32, wide: i32): i32 {
  return tall * wide < large ? <i32>rowsAtOnce : 1;
}

/** Bytes of scratch that `phasedGradient` needs. */
export function phasedGradientScratchBytes(
  side: i32,
  stride: i32,
  padding: i32,
  channels: usize,
  filters: usize,
  height: i32,
  width: i32,
): usize {
  const taps = side / stride;
  const tall = reach(height, stride, padding),
    wide = reach(width, stride, padding);
  const band = <usize>((tall + taps - 1) * (wide + taps - 1)) * (filters << 2);
  const many = <usize>together(tall, wide),
    pixels = <usize>(tall * wide);
  return tableBytes(many * pixels) + spareBytes + many * (band + pixels * (channels << 2));
}

/**
 * Turns a kernel into those of its phases, phase row · stride + column, each [taps, taps, filters, channels] with its
 * taps turned round; `pack` does the rest.
 *
 * @param kernel [side, side, channels, filters]
 */
export function phasedKernel(
  kernel: usize,
  side: i32,
  stride: i32,
  channels: usize,
  filters: usize,
  to: usize,
): void {
  const taps = side / stride;
  for (let phase = 0; phase < stride * stride; phase++)
    for (let tap = 0; tap < taps * taps; tap++) {
      const row = phase / stride + stride * (taps - 1 - tap / taps),
        column = (phase % stride) + stride * (taps - 1 - (tap % taps));
      const from = kernel + <usize>(row * side + column) * channels * (filters << 2);
      for (let f: usize = 0; f < filters; f++)
        for (let c: usize = 0; c < channels; c++, to += 4)
          store<f32>(to, load<f32>(from + ((c * filters + f) << 2)));
    }
}

/**
 * The gradient of some pictures, from `begin` up to `end`.
 *
 * @param dy [pictures, rows, columns, filters]
 * @param mask 0, or of dy's shape: where it is not positive, dy counts as 0
 * @param kernels those of the phases, packed one after the other, `kernelBytes` each
 * @param dx [pictures, height, width, channels]
 */
export function phasedGradient(
  dy: usize,
  mask: usize,
  rows: i32,
  columns: i32,
  filters: usize,
  side: i32,
  stride: i32,
  padding: i32,
  kernels: usize,
  kernelBytes: usize,
  channels: usize,
  dx: usize,
  height: i32,
  width: i32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  const taps = side / stride;
  const pixel = filters << 2,
    dxPixel = channels << 2;
  const tall = reach(height, stride, padding),
    wide = reach(width, stride, padding);
  const many = together(tall, wide);
  const bandLine = <usize>(wide + taps - 1) * pixel,
    bandBytes = <usize>(tall + taps - 1) * bandLine;
  const spare = scratch + tableBytes(<usize>(many * tall * wide)),
    bands = spare + spareBytes;
  const products = bands + <usize>many * bandBytes;
  const skipped = <usize>(rows * columns) * pixel,
    picture = <usize>(height * width) * dxPixel;
  for (let n = begin; n < end; n += many) {
    const some = min(many, end - n);
    for (let k = 0; k < some; k++) {
      const at = <usize>(n + k) * skipped;
      const band = bands + <usize>k * bandBytes;
      copyBand(dy + at, mask ? mask + at : 0, rows, columns, pixel, taps - 1, tall, wide, band);
    }
    for (let phase = 0; phase < stride * stride; phase++) {
      const top = phase / stride - padding,
        left = (phase % stride) - padding;
      // The first and one past the last of the m that lie in the picture.
      const firstRow = first(top, stride),
        endRow = (height - 1 - top) / stride + 1;
      const firstColumn = first(left, stride),
        endColumn = (width - 1 - left) / stride + 1;
      const count = <usize>(some * (endRow - firstRow) * (endColumn - firstColumn));
      let entry = scratch;
      for (let k = 0; k < some; k++)
        for (let i = firstRow; i < endRow; i++)
          for (let j = firstColumn; j < endColumn; j++, entry += 4)
            store<u32>(entry, <u32>(<usize>k * bandBytes + <usize>i * bandLine + <usize>j * pixel));
      endTable(scratch, count);
      const run = <usize>taps * filters,
        jump = bandLine - (run << 2);
      const kernel = kernels + <usize>phase * kernelBytes;
      product(bands, scratch, count, taps, run, jump, kernel, channels, products, dxPixel, 0, spare);
      let from = products;
      for (let k = 0; k < some; k++) {
        const whole = dx + <usize>(n + k) * picture;
        for (let i = firstRow; i < endRow; i++) {
          let to = whole + <usize>((i * stride + top) * width + firstColumn * stride + left) * dxPixel;
          for (let j = firstColumn; j < endColumn; j++, to += <usize>stride * dxPixel, from += dxPixel)
            for (let c: usize = 0; c < dxPixel; c += 16) v128.store(to + c, v128.load(from + c));
        }
      }
    }
  }
}

/** The least m with stride · m + offset >= 0. */
function first(offset: i32, stride: i32): i32 {
  return offset >= 0 ? 0 : (stride - 1 - offset) / stride;
}

/** dy with `before` rows and columns of zeros before it, and as many after it as it takes; masked, if it is to be. */
function copyBand(
  dy: usize,
  mask: usize,
  rows: i32,
  columns: i32,
  pixel: usize,
  before: i32,
  tall: i32,
  wide: i32,
  to: usize,
): void {
  const line = <usize>(wide + before) * pixel;
  const used = <usize>min(columns, wide) * pixel,
    start = <usize>before * pixel;
  for (let i = -before; i < tall; i++, to += line) {
    if (i < 0 || i >= rows) {
      fillZero(to, line);
      continue;
    }
    fillZero(to, start);
    const skipped = <usize>(i * columns) * pixel;
    if (mask) copyOpen(dy + skipped, mask + skipped, used, to + start);
    else copyNumbers(dy + skipped, used, to + start);
    fillZero(to + start + used, line - start - used);
  }
}
