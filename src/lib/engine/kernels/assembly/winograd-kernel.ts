import { packedBytes } from './packing';
import { panelBytes } from './product';
import { kernelLine2 } from './winograd2';
import { kernelLine4 } from './winograd4';

/** Bytes of the transformed kernels of one convolution. */
export function winogradKernelBytes(size: usize, channels: usize, filters: usize): usize {
  const span = size + 2;
  return span * span * packedBytes(channels, filters);
}

/**
 * Transforms 3x3 kernels. The number of input channel i and filter j at tap t stands at
 * kernel[t · channels · filters + i · down + j · right].
 *
 * @param turned takes the taps from the last to the first, as the gradient wrt the picture wants them
 * @param scratch 512 bytes
 */
export function winogradKernel(
  size: usize,
  kernel: usize,
  channels: usize,
  filters: usize,
  down: usize,
  right: usize,
  turned: i32,
  to: usize,
  scratch: usize,
): void {
  const span = size + 2;
  const plane = packedBytes(channels, filters);
  const line = span << 3;
  const whole = scratch + 3 * line;
  memory.fill(to, 0, span * span * plane);
  for (let j: usize = 0; j < filters; j++) {
    const column = to + (j >> 3) * panelBytes(channels) + ((j & 7) << 2);
    for (let i: usize = 0; i < channels; i++) {
      const taps = kernel + ((i * down + j * right) << 2);
      for (let row: usize = 0; row < 3; row++) {
        const g0 = tap(taps, row * 3, channels * filters, turned);
        const g1 = tap(taps, row * 3 + 1, channels * filters, turned);
        const g2 = tap(taps, row * 3 + 2, channels * filters, turned);
        kernelLine(size, g0, g1, g2, scratch + row * line, 8);
      }
      for (let k: usize = 0; k < span; k++) {
        const at = scratch + (k << 3);
        kernelLine(
          size,
          load<f64>(at),
          load<f64>(at + line),
          load<f64>(at + 2 * line),
          whole + (k << 3),
          line,
        );
      }
      for (let k: usize = 0; k < span * span; k++)
        store<f32>(column + k * plane + ((i + 1) << 5), <f32>load<f64>(whole + (k << 3)));
    }
  }
}

function tap(taps: usize, index: usize, apart: usize, turned: i32): f64 {
  return <f64>load<f32>(taps + (((turned ? 8 - index : index) * apart) << 2));
}

function kernelLine(size: usize, g0: f64, g1: f64, g2: f64, to: usize, step: usize): void {
  if (size == 4) kernelLine4(g0, g1, g2, to, step);
  else kernelLine2(g0, g1, g2, to, step);
}
