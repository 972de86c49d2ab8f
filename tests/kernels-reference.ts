// What kernels of our own should compute, in double precision and as plainly as it can be said.
import { hashed } from './hashed.ts';

export interface ConvolutionCase {
  pictures: number;
  height: number;
  width: number;
  channels: number;
  filters: number;
  side: number;
  stride: number;
  padding: number;
}

/** Every tap of a convolution that falls on the picture: numbers of y, x and the kernel's first filter. */
function* taps(shape: ConvolutionCase): Generator<[y: number, x: number, kernel: number]> {
  const { pictures, height, width, channels, filters, side, stride, padding } = shape;
  const [rows, columns] = [height, width].map((size) => Math.floor((size + 2 * padding - side) / stride) + 1);
  for (let picture = 0; picture < pictures; picture++)
    for (let i = 0; i < rows!; i++)
      for (let j = 0; j < columns!; j++)
        for (let tap = 0; tap < side * side; tap++) {
          const row = i * stride + Math.floor(tap / side) - padding;
          const column = j * stride + (tap % side) - padding;
          if (row < 0 || column < 0 || row >= height || column >= width) continue;
          yield [
            ((picture * rows! + i) * columns! + j) * filters,
            ((picture * height + row) * width + column) * channels,
            tap * channels * filters,
          ];
        }
}

/** A made up kernel as codes, with a scale for each filter, and the numbers that these say. */
export function codedKernel({ channels, filters, side }: ConvolutionCase) {
  const codes = hashed(side * side * channels * filters, 5, 0, 255).map(Math.round);
  const scale = hashed(filters, 6, 0.2, 3);
  return { codes, scale, kernel: Float64Array.from(codes, (code, i) => (code - 127) * scale[i % filters]!) };
}

/**
 * A convolution of made up numbers, what comes out, and the gradient wrt the pictures for a made up one of y.
 * @param given the kernel, if not a made up one
 */
export function convolution(
  shape: ConvolutionCase,
  activation: 'relu' | 'linear',
  given?: ArrayLike<number>,
) {
  const { pictures, height, width, channels, filters, side, stride, padding } = shape;
  const outputs = (size: number) => Math.floor((size + 2 * padding - side) / stride) + 1;
  const count = pictures * outputs(height) * outputs(width) * filters;
  const x = hashed(pictures * height * width * channels, 1);
  const kernel = given ?? hashed(side * side * channels * filters, 2);
  const bias = hashed(filters, 3);
  const dy = hashed(count, 4);
  const y = Float64Array.from({ length: count }, (_, i) => bias[i % filters]!);
  for (const [to, from, k] of taps(shape))
    for (let c = 0; c < channels; c++)
      for (let f = 0; f < filters; f++) y[to + f]! += x[from + c]! * kernel[k + c * filters + f]!;
  const open = y.map((value) => (activation === 'linear' || value > 0 ? 1 : 0));
  const dx = new Float64Array(x.length);
  for (const [to, from, k] of taps(shape))
    for (let c = 0; c < channels; c++)
      for (let f = 0; f < filters; f++)
        dx[from + c]! += open[to + f]! * dy[to + f]! * kernel[k + c * filters + f]!;
  return { x, kernel, bias, dy, y: y.map((value, i) => value * open[i]!), dx };
}

/** weight · Σ (x - goal)² / Σ goal², and its gradient wrt x. */
export function gapShare(x: ArrayLike<number>, goal: ArrayLike<number>, weight: number) {
  let [missed, all] = [0, 0];
  for (let i = 0; i < goal.length; i++) {
    missed += (x[i]! - goal[i]!) ** 2;
    all += goal[i]! ** 2;
  }
  const gradient = Float64Array.from(goal, (value, i) => (2 * weight * (x[i]! - value)) / all);
  return { value: (weight * missed) / all, gradient };
}

/** `gapShare` of xᵀx / pixels, x being [pixels, channels]; the goal is symmetric. */
export function gramShare(x: Float32Array, goal: Float32Array, channels: number, weight: number) {
  const pixels = x.length / channels;
  const gram = new Float64Array(channels * channels);
  for (let p = 0; p < x.length; p += channels)
    for (let i = 0; i < channels; i++)
      for (let j = 0; j < channels; j++) gram[i * channels + j]! += (x[p + i]! * x[p + j]!) / pixels;
  const { value, gradient: slope } = gapShare(gram, goal, weight);
  const gradient = new Float64Array(x.length);
  for (let p = 0; p < x.length; p += channels)
    for (let i = 0; i < channels; i++)
      for (let j = 0; j < channels; j++)
        gradient[p + i]! += (2 * slope[i * channels + j]! * x[p + j]!) / pixels;
  return { value, gradient };
}

/** The gradient of max pooling of numbers among which many are equal, for a made up one of what comes out. */
export function maxPooling(
  [height, width, channels]: [number, number, number],
  [side, stride, padding]: [number, number, number],
) {
  const outputs = (size: number) => Math.floor((size + 2 * padding - side) / stride) + 1;
  const [rows, columns] = [outputs(height), outputs(width)];
  const x = hashed(height * width * channels, 1, -3, 3).map(Math.round);
  const dy = hashed(rows * columns * channels, 2);
  const y = new Float32Array(dy.length);
  const dx = new Float64Array(x.length);
  for (let at = 0; at < dy.length; at++) {
    const [channel, column, row] = [
      at % channels,
      Math.floor(at / channels) % columns,
      Math.floor(at / channels / columns),
    ];
    let most = -1;
    for (let tap = 0; tap < side * side; tap++) {
      const [r, c] = [
        row * stride + Math.floor(tap / side) - padding,
        column * stride + (tap % side) - padding,
      ];
      if (r < 0 || c < 0 || r >= height || c >= width) continue;
      const here = (r * width + c) * channels + channel;
      if (most < 0 || x[here]! > x[most]!) most = here;
    }
    y[at] = x[most]!;
    dx[most]! += dy[at]!;
  }
  return { x, y, dy, dx };
}

/** The gradient of averages over 2x2 windows, a last odd row or column left out. */
export function halving([height, width, channels]: [number, number, number]) {
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
  const dy = hashed(rows * columns * channels, 2);
  const dx = Float64Array.from({ length: height * width * channels }, (_, at) => {
    const [channel, column, row] = [
      at % channels,
      Math.floor(at / channels) % width,
      Math.floor(at / channels / width),
    ];
    const [i, j] = [Math.floor(row / 2), Math.floor(column / 2)];
    return i < rows && j < columns ? dy[(i * columns + j) * channels + channel]! / 4 : 0;
  });
  // What the averages are of does not matter to their gradient.
  return { x: dy, y: dy, dy, dx };
}
