import type { tf } from '../../tf.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { runProgram } from './program.ts';
import { threads } from './tiled-product.ts';

/** Numbers of pictures, each computed by one thread. */
function perNumber(shape: number[]) {
  const count = shape.reduce((product, length) => product * length, 1);
  const groups = Math.min(4096, Math.ceil(count / threads));
  return {
    output: shape,
    threads,
    groups: [groups, 1, 1] as [number, number, number],
    count,
    step: groups * threads,
  };
}

/** WGSL of a loop over all numbers of a picture: `body` finds i, its picture, row, column and channel. */
const eachNumber = (body: string) => `
    fn main() {
      for (var i = i32(workgroupId.x) * ${threads} + i32(localIndex); i < uniforms.count; i += uniforms.step) {
        let channel = i % uniforms.channels;
        let column = (i / uniforms.channels) % uniforms.width;
        let row = (i / (uniforms.channels * uniforms.width)) % uniforms.height;
        let picture = i / (uniforms.channels * uniforms.width * uniforms.height);
        ${body}
      }
    }`;

/**
 * The gradient of average pooling over 2x2 windows, from which a last odd row or column is left out.
 * @param dy [pictures, rows, columns, channels] @returns [pictures, height, width, channels]
 */
export function halveGradient(
  backend: PrivateWebGPUBackend,
  { dy }: { dy: tf.TensorInfo },
  { height, width }: { height: number; width: number },
): tf.TensorInfo {
  const [pictures, rows, columns, channels] = dy.shape as [number, number, number, number];
  const { count, step, ...layout } = perNumber([pictures, height, width, channels]);
  return runProgram(backend, {
    ...layout,
    name: 'halve_gradient',
    inputs: { dy },
    uniforms: { count, step, channels, width, height, rows, columns },
    code: () =>
      eachNumber(`
        var sum = 0.0;
        if (row / 2 < uniforms.rows && column / 2 < uniforms.columns) {
          let window = (picture * uniforms.rows + row / 2) * uniforms.columns + column / 2;
          sum = 0.25 * dy[window * uniforms.channels + channel];
        }
        result[i] = sum;`),
  });
}

/**
 * The gradient of max pooling: each window's goes to the first of its maxima in reading order.
 * @param x [pictures, height, width, channels] @param y and dy [pictures, rows, columns, channels]
 */
export function maxPoolGradient(
  backend: PrivateWebGPUBackend,
  { dy, x, y }: { dy: tf.TensorInfo; x: tf.TensorInfo; y: tf.TensorInfo },
  { side, stride, padding }: { side: number; stride: number; padding: number },
): tf.TensorInfo {
  const [, height, width, channels] = x.shape as [number, number, number, number];
  const [, rows, columns] = y.shape as [number, number, number, number];
  const { count, step, ...layout } = perNumber(x.shape);
  return runProgram(backend, {
    ...layout,
    name: 'max_pool_gradient',
    inputs: { dy, x, y },
    uniforms: { count, step, channels, width, height, rows, columns, side, stride, padding },
    code: () => `
      /** Whether the window at (top, left) has a number as large as its maximum before (row, column). */
      fn earlier(most : f32, top : i32, left : i32, row : i32, column : i32, base : i32, channel : i32) -> bool {
        for (var r = max(top, 0); r <= row; r++) {
          for (var c = max(left, 0); c < min(left + uniforms.side, uniforms.width); c++) {
            if (r == row && c >= column) { break; }
            if (x[((base + r) * uniforms.width + c) * uniforms.channels + channel] == most) { return true; }
          }
        }
        return false;
      }
      ${eachNumber(`
        let base = picture * uniforms.height;
        // The windows that see a pixel: from the first whose end is behind it to the last whose begin is not.
        let first = (vec2<i32>(row, column) + uniforms.padding - uniforms.side + uniforms.stride) / uniforms.stride;
        let last = (vec2<i32>(row, column) + uniforms.padding) / uniforms.stride;
        var sum = 0.0;
        for (var down = max(first.x, 0); down <= min(last.x, uniforms.rows - 1); down++) {
          for (var right = max(first.y, 0); right <= min(last.y, uniforms.columns - 1); right++) {
            let window = (picture * uniforms.rows + down) * uniforms.columns + right;
            let at = window * uniforms.channels + channel;
            let top = down * uniforms.stride - uniforms.padding;
            let left = right * uniforms.stride - uniforms.padding;
            // A stride longer than the side leaves pixels out.
            let inside = row < top + uniforms.side && column < left + uniforms.side;
            if (inside && x[i] == y[at] && !earlier(y[at], top, left, row, column, base, channel)) { sum += dy[at]; }
          }
        }
        result[i] = sum;`)}`,
  });
}
