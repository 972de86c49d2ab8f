// What our kernels compute, in double precision and one product at a time.
import type { ConvShape } from '../../../src/lib/engine/kernels/conv-plan.ts';
import { outputSize } from '../../../src/lib/engine/kernels/conv-plan.ts';

/** Calls `see` with every product that a convolution takes: places in y, x and the kernel. */
function eachProduct(shape: ConvShape, see: (y: number, x: number, kernel: number) => void): void {
  const { pictures, height, width, channels, filters, side, stride, padding } = shape;
  const [rows, columns] = outputSize(shape);
  for (let n = 0; n < pictures; n++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let tap = 0; tap < side * side; tap++) {
          const i = row * stride + Math.floor(tap / side) - padding;
          const j = column * stride + (tap % side) - padding;
          if (i < 0 || j < 0 || i >= height || j >= width) continue;
          const y = ((n * rows + row) * columns + column) * filters;
          const x = ((n * height + i) * width + j) * channels;
          for (let c = 0; c < channels; c++)
            for (let f = 0; f < filters; f++) see(y + f, x + c, (tap * channels + c) * filters + f);
        }
}

/** x * kernel + bias, with its ReLU if asked for. */
export function convolutionByDefinition(
  shape: ConvShape,
  { x, kernel, bias }: Record<'x' | 'kernel' | 'bias', Float32Array>,
  relu: boolean,
): Float64Array {
  const [rows, columns] = outputSize(shape);
  const y = new Float64Array(shape.pictures * rows * columns * shape.filters);
  y.forEach((_, i) => (y[i] = bias[i % shape.filters]!));
  eachProduct(shape, (to, from, tap) => (y[to]! += x[from]! * kernel[tap]!));
  return relu ? y.map((value) => Math.max(0, value)) : y;
}

/** The gradient wrt x where dy comes back. */
export function convolutionGradientByDefinition(
  shape: ConvShape,
  kernel: Float32Array,
  dy: ArrayLike<number>,
): Float64Array {
  const dx = new Float64Array(shape.pictures * shape.height * shape.width * shape.channels);
  eachProduct(shape, (from, to, tap) => (dx[to]! += dy[from]! * kernel[tap]!));
  return dx;
}

/** fᵀ f / pixels. */
export function gramByDefinition(f: Float32Array, channels: number): Float64Array {
  const pixels = f.length / channels;
  const g = new Float64Array(channels * channels);
  for (let p = 0; p < pixels; p++)
    for (let i = 0; i < channels; i++)
      for (let j = 0; j < channels; j++)
        g[i * channels + j]! += (f[p * channels + i]! * f[p * channels + j]!) / pixels;
  return g;
}

/** f (dg + dgᵀ) / pixels. */
export function gramGradientByDefinition(f: Float32Array, dg: Float32Array, channels: number): Float64Array {
  const pixels = f.length / channels;
  const df = new Float64Array(f.length);
  for (let p = 0; p < pixels; p++)
    for (let i = 0; i < channels; i++)
      for (let j = 0; j < channels; j++)
        df[p * channels + j]! +=
          (f[p * channels + i]! * (dg[i * channels + j]! + dg[j * channels + i]!)) / pixels;
  return df;
}

/** The gradient wrt the kernel, and wrt the bias, where dy comes back. */
export function filterGradientByDefinition(
  shape: ConvShape,
  x: Float32Array,
  dy: ArrayLike<number>,
): { kernel: Float64Array; bias: Float64Array } {
  const { side, channels, filters } = shape;
  const kernel = new Float64Array(side * side * channels * filters);
  const bias = new Float64Array(filters);
  eachProduct(shape, (from, to, tap) => (kernel[tap]! += dy[from]! * x[to]!));
  for (let i = 0; i < dy.length; i++) bias[i % filters]! += dy[i]!;
  return { kernel, bias };
}
