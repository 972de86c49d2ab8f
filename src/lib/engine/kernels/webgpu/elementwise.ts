import type { tf } from '../../tf.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { runProgram } from './program.ts';
import { threads } from './tiled-product.ts';

export const sizeOf = ({ shape }: tf.TensorInfo) => shape.reduce((product, length) => product * length, 1);

/** Workgroups beyond which each thread takes several numbers. */
const mostGroups = 4096;

/**
 * A result of which each number, or each four of them, comes from the inputs' numbers at the same place.
 *
 * @param inputs all of one shape, which is the result's
 * @param compute WGSL of the result at i, by the inputs' names; `type` is that of each number
 */
function eachOf(
  backend: PrivateWebGPUBackend,
  name: string,
  inputs: Record<string, tf.TensorInfo>,
  compute: (type: string) => string,
): tf.TensorInfo {
  const [first] = Object.values(inputs);
  const size = sizeOf(first!);
  const quads = size % 4 === 0;
  const count = quads ? size / 4 : size;
  const groups = Math.min(mostGroups, Math.ceil(count / threads));
  return runProgram(backend, {
    name: `${name}_${quads}`,
    inputs,
    vectors: quads ? Object.keys(inputs) : [],
    output: first!.shape,
    vectorOutput: quads,
    threads,
    groups: [groups, 1, 1],
    uniforms: { count, step: groups * threads },
    code: () => `
      fn main() {
        for (var i = i32(workgroupId.x) * ${threads} + i32(localIndex); i < uniforms.count; i += uniforms.step) {
          result[i] = ${compute(quads ? 'vec4<f32>' : 'f32')};
        }
      }`,
  });
}

type Two<Names extends string> = Record<Names, tf.TensorInfo>;

/** dy where y, which a ReLU gave, is positive, and 0 elsewhere. */
export const reluGradient = (backend: PrivateWebGPUBackend, { dy, y }: Two<'dy' | 'y'>) =>
  eachOf(backend, 'relu_gradient', { dy, y }, (type) => `select(${type}(0.0), dy[i], y[i] > ${type}(0.0))`);

/** max(0, a + b) */
export const addRelu = (backend: PrivateWebGPUBackend, { a, b }: Two<'a' | 'b'>) =>
  eachOf(backend, 'add_relu', { a, b }, (type) => `max(${type}(0.0), a[i] + b[i])`);

/** (x - mean) / std by the last dimension; no mean is a mean of 0. @param mean and std [channels] */
export function normalise(
  backend: PrivateWebGPUBackend,
  { x, mean, std }: { x: tf.TensorInfo; mean?: tf.TensorInfo; std: tf.TensorInfo },
): tf.TensorInfo {
  const count = sizeOf(x);
  const groups = Math.min(mostGroups, Math.ceil(count / threads));
  return runProgram(backend, {
    name: `normalise_${mean !== undefined}`,
    // `std` means something to WGSL.
    inputs: mean === undefined ? { x, spread: std } : { x, centre: mean, spread: std },
    output: x.shape,
    threads,
    groups: [groups, 1, 1],
    uniforms: { count, step: groups * threads, channels: sizeOf(std) },
    code: () => `
      fn main() {
        for (var i = i32(workgroupId.x) * ${threads} + i32(localIndex); i < uniforms.count; i += uniforms.step) {
          let channel = i % uniforms.channels;
          result[i] = (x[i]${mean === undefined ? '' : ' - centre[channel]'}) / spread[channel];
        }
      }`,
  });
}
