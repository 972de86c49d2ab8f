import type { tf } from '../../tf.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { runProgram } from './program.ts';
import { threads } from './tiled-product.ts';

/** WGSL of `groupSum(mine : f32) -> f32`, which adds up what each thread of a workgroup brings; the first one gets it. */
export const groupSum = `
    var<workgroup> sums : array<f32, ${threads}>;
    fn groupSum(mine : f32) -> f32 {
      sums[localIndex] = mine;
      workgroupBarrier();
      for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
        if (localIndex < half) { sums[localIndex] += sums[localIndex + half]; }
        workgroupBarrier();
      }
      return sums[0];
    }`;

/** Numbers that a workgroup adds up at most, before others take over. */
const perGroup = 16 * threads;

/** Workgroups for a sum over so many numbers. */
export const groupsFor = (numbers: number) => Math.min(256, Math.ceil(numbers / perGroup));

/**
 * weight · scale · Σ of the sums from number `begin` on.
 * @param sums what workgroups came to @param scale one number
 * @returns a scalar
 */
export function share(
  backend: PrivateWebGPUBackend,
  { sums, scale }: { sums: tf.TensorInfo; scale: tf.TensorInfo },
  { begin, weight }: { begin: number; weight: number },
): tf.TensorInfo {
  return runProgram(backend, {
    name: 'share',
    inputs: { part: sums, scale },
    output: [],
    threads,
    groups: [1, 1, 1],
    uniforms: { begin, end: sums.shape[0]! },
    floats: { weight },
    code: () => `
      ${groupSum}
      fn main() {
        var mine = 0.0;
        for (var i = uniforms.begin + i32(localIndex); i < uniforms.end; i += ${threads}) { mine += part[i]; }
        let total = groupSum(mine);
        if (localIndex == 0u) { result[0] = uniforms.weight * scale[0] * total; }
      }`,
  });
}
