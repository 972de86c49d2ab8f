import { packedBytes } from './packing';
import { panelBytes } from './product';
import { kernelLine2 } from './winograd2';
import { kernelLine4 } from './winograd4';
import { kernelLine5 } from './winograd5';

/** Bytes of the transformed kernels of one convolution. */
export function winogradKernelBytes(size: usize, taps: usize, channels: usize, filters: usize): usize {
  const span = size + taps - 1;
  return span * span * packedBytes(channels, filters);
}

/**
 * Transforms kernels of taps x taps. The number of input channel i and filter j at tap t stands at
 * kernel[t · channels · filters + i · down + j · right].
 *
 * @param turned takes the taps from the last to the first, as the gradient wrt the picture wants them
 * @param scratch 768 bytes
 */
export function winogradKernel(
  size: usize,
  taps: usize,
  kernel: usize,
  channels: usize,
  filters: usize,
  down: usize,
  right: usize,
  turned: i32,
  to: usize,
  scratch: usize,
): void {
  const span = size + taps - 1,
    last = taps * taps - 1;
  const plane = packedBytes(channels, filters),
    apart = (channels * filters) << 2;
  const row = taps << 3,
    line = span << 3;
  const lines = scratch + taps * row,
    whole = lines + taps * line;
  memory.fill(to, 0, span * span * plane);
  for (let j: usize = 0; j < filters; j++) {
    const column = to + (j >> 3) * panelBytes(channels) + ((j & 7) << 2);
    for (let i: usize = 0; i < channels; i++) {
      const first = kernel + ((i * down + j * right) << 2);
      for (let t: usize = 0; t <= last; t++)
        store<f64>(scratch + (t << 3), <f64>load<f32>(first + (turned ? last - t : t) * apart));
      for (let r: usize = 0; r < taps; r++) kernelLine(size, taps, scratch + r * row, 8, lines + r * line, 8);
      for (let k: usize = 0; k < span; k++)
        kernelLine(size, taps, lines + (k << 3), line, whole + (k << 3), line);
      for (let k: usize = 0; k < span * span; k++)
        store<f32>(column + k * plane + ((i + 1) << 5), <f32>load<f64>(whole + (k << 3)));
    }
  }
}

/** @param apart bytes from a tap to the next, step from a result to the next */
function kernelLine(size: usize, taps: usize, from: usize, apart: usize, to: usize, step: usize): void {
  const g0 = load<f64>(from),
    g1 = load<f64>(from + apart),
    g2 = load<f64>(from + 2 * apart);
  if (taps == 5) kernelLine5(g0, g1, g2, load<f64>(from + 3 * apart), load<f64>(from + 4 * apart), to, step);
  else if (size == 4) kernelLine4(g0, g1, g2, to, step);
  else kernelLine2(g0, g1, g2, to, step);
}
