import type { tf } from '../../tf.ts';
import { sizeOf } from './elementwise.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { runProgram } from './program.ts';
import { groupsFor, groupSum } from './sum.ts';
import { threads } from './tiled-product.ts';

/** Vectors of one size, by the names 0, 1, 2, … */
type Vectors = Record<number, tf.TensorInfo>;

/** How many vectors one dispatch takes, besides its result and two more. */
const atOnce = (backend: PrivateWebGPUBackend) => backend.device.limits.maxStorageBuffersPerShaderStage - 3;

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

const named = (vectors: readonly tf.TensorInfo[]) =>
  Object.fromEntries(vectors.map((vector, i) => [`v${i}`, vector]));

/**
 * The scalar product of each of the vectors but the last with the last, in as few dispatches as the device's limits
 * allow: sums of workgroups, each chunk of vectors into its own part of one tensor, and their sums.
 * @returns [vectors - 1]
 */
export function scalarProducts(backend: PrivateWebGPUBackend, inputs: Vectors): tf.TensorInfo {
  const vectors = Object.values(inputs);
  const x = vectors.pop()!;
  const groups = groupsFor(sizeOf(x));
  const parts = chunks(vectors, atOnce(backend)).map((chunk) => partialProducts(backend, chunk, x, groups));
  const products = runProgram(backend, {
    name: `products_${parts.length}`,
    inputs: named(parts),
    output: [vectors.length],
    threads,
    groups: [vectors.length, 1, 1],
    uniforms: { groups, chunk: atOnce(backend) },
    code: () => `
      ${groupSum}
      fn main() {
        let vector = i32(workgroupId.x);
        let begin = (vector % uniforms.chunk) * uniforms.groups;
        var mine = 0.0;
        for (var i = i32(localIndex); i < uniforms.groups; i += ${threads}) {
          ${parts.map((_, part) => `if (vector / uniforms.chunk == ${part}) { mine += v${part}[begin + i]; }`).join(' ')}
        }
        let total = groupSum(mine);
        if (localIndex == 0u) { result[vector] = total; }
      }`,
  });
  for (const { dataId } of parts) backend.disposeData(dataId);
  return products;
}

/** What each workgroup finds for each vector's product with x: [vectors, groups]. */
function partialProducts(
  backend: PrivateWebGPUBackend,
  vectors: readonly tf.TensorInfo[],
  x: tf.TensorInfo,
  groups: number,
): tf.TensorInfo {
  const each = vectors.map((_, i) => i);
  return runProgram(backend, {
    name: `partial_products_${vectors.length}`,
    inputs: { ...named(vectors), x },
    output: [vectors.length, groups],
    threads,
    groups: [groups, 1, 1],
    uniforms: { numbers: sizeOf(x), step: groups * threads, groups },
    code: () => `
      ${groupSum}
      fn main() {
        ${each.map((i) => `var sum${i} = 0.0;`).join(' ')}
        for (var i = i32(workgroupId.x) * ${threads} + i32(localIndex); i < uniforms.numbers; i += uniforms.step) {
          let number = x[i];
          ${each.map((i) => `sum${i} = fma(v${i}[i], number, sum${i});`).join(' ')}
        }
        ${each
          .map(
            (i) => `{
              let total = groupSum(sum${i});
              if (localIndex == 0u) { result[${i} * uniforms.groups + i32(workgroupId.x)] = total; }
              workgroupBarrier();
            }`,
          )
          .join(' ')}
      }`,
  });
}

/** Σ weights[i] vectors[i], of their shape: chunk after chunk, each going on from the sum before. */
export function combination(
  backend: PrivateWebGPUBackend,
  inputs: Vectors,
  { weights }: { weights: number[] },
): tf.TensorInfo {
  // A tensor, not uniforms: these stay the same from step to step, and are prepared once.
  const factors = backend.makeTensorInfo([weights.length], 'float32', Float32Array.from(weights));
  const size = atOnce(backend);
  let sum: tf.TensorInfo | undefined;
  chunks(Object.values(inputs), size).forEach((chunk, i) => {
    const next = added(backend, sum, chunk, factors, i * size);
    if (sum) backend.disposeData(sum.dataId);
    sum = next;
  });
  backend.disposeData(factors.dataId);
  return sum!;
}

function added(
  backend: PrivateWebGPUBackend,
  sum: tf.TensorInfo | undefined,
  vectors: readonly tf.TensorInfo[],
  factors: tf.TensorInfo,
  begin: number,
): tf.TensorInfo {
  const numbers = sizeOf(vectors[0]!);
  const groups = Math.min(4096, Math.ceil(numbers / threads));
  return runProgram(backend, {
    name: `combination_${sum !== undefined}_${vectors.length}`,
    inputs: { ...named(vectors), factors, ...(sum && { sum }) },
    output: vectors[0]!.shape,
    threads,
    groups: [groups, 1, 1],
    uniforms: { numbers, step: groups * threads, begin },
    code: () => `
      fn main() {
        for (var i = i32(workgroupId.x) * ${threads} + i32(localIndex); i < uniforms.numbers; i += uniforms.step) {
          var total = ${sum ? 'sum[i]' : '0.0'};
          ${vectors.map((_, j) => `total = fma(factors[uniforms.begin + ${j}], v${j}[i], total);`).join(' ')}
          result[i] = total;
        }
      }`,
  });
}
