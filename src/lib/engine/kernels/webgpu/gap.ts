import type { tf } from '../../tf.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { runProgram } from './program.ts';
import { groupsFor, groupSum } from './sum.ts';
import { threads } from './tiled-product.ts';

interface Pair {
  x: tf.TensorInfo;
  /** Of x's shape. */
  target: tf.TensorInfo;
}

const sizeOf = ({ shape }: tf.TensorInfo) => shape.reduce((product, length) => product * length, 1);

/** Σ (x - target)², in so many parts as workgroups took a share of it: [groups], for `share`. */
export function squaredGap(backend: PrivateWebGPUBackend, { x, target }: Pair): tf.TensorInfo {
  const size = sizeOf(x);
  const groups = groupsFor(size);
  return runProgram(backend, {
    name: 'squared_gap',
    inputs: { x, goal: target },
    output: [groups],
    threads,
    groups: [groups, 1, 1],
    uniforms: { numbers: size, step: groups * threads },
    code: () => `
      ${groupSum}
      fn main() {
        var mine = 0.0;
        for (var i = i32(workgroupId.x) * ${threads} + i32(localIndex); i < uniforms.numbers; i += uniforms.step) {
          let gap = x[i] - goal[i];
          mine += gap * gap;
        }
        let total = groupSum(mine);
        if (localIndex == 0u) { result[workgroupId.x] = total; }
      }`,
  });
}

/** The gradient of weight · scale · Σ (x - target)² wrt x, times dy. @param scale and dy one number each */
export function gapGradient(
  backend: PrivateWebGPUBackend,
  { x, target, scale, dy }: Pair & { scale: tf.TensorInfo; dy: tf.TensorInfo },
  { weight }: { weight: number },
): tf.TensorInfo {
  const size = sizeOf(x);
  const groups = groupsFor(size);
  return runProgram(backend, {
    name: 'gap_gradient',
    inputs: { x, goal: target, scale, dy },
    output: x.shape,
    threads,
    groups: [groups, 1, 1],
    uniforms: { numbers: size, step: groups * threads },
    floats: { weight },
    code: () => `
      fn main() {
        let slope = 2.0 * uniforms.weight * scale[0] * dy[0];
        for (var i = i32(workgroupId.x) * ${threads} + i32(localIndex); i < uniforms.numbers; i += uniforms.step) {
          result[i] = slope * (x[i] - goal[i]);
        }
      }`,
  });
}
