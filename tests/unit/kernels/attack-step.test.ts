import { beforeAll, describe, expect, test } from 'vitest';
import { installKernels } from '../../../src/lib/engine/kernels/install.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { attackStep } from '../../../src/lib/optimizers/pgd/steps.ts';
import { randomValues, useBackend, valuesOf } from '../../helpers.ts';

const [pictures, count] = [3, 5 * 4];
const shape: [number, number, number, number] = [pictures, 5, 4, 1];

/** In double precision, picture by picture. */
function byDefinition(
  x: Float32Array,
  origin: Float32Array,
  gradient: Float32Array,
  size: number,
  eps: number,
) {
  const result: number[] = [];
  for (let n = 0; n < pictures; n++) {
    const part = (all: Float32Array) => [...all.subarray(n * count, (n + 1) * count)];
    const [own, middle, uphill] = [part(x), part(origin), part(gradient)];
    const along = size / Math.max(Math.hypot(...uphill), 1e-12);
    const offset = own.map((value, i) => value - middle[i]! + along * uphill[i]!);
    const back = Math.min(1, eps / Math.max(Math.hypot(...offset), 1e-12));
    result.push(...offset.map((value, i) => Math.min(1, Math.max(0, middle[i]! + back * value))));
  }
  return result;
}

describe.each(['relaxed', 'simd', 'tfjs'] as const)('With the kernels %s, a step of an attack', (build) => {
  beforeAll(async () => {
    await useBackend('wasm');
    if (build !== 'tfjs') await installKernels(build);
  });

  test.each([
    ['inside of the ball', 0.1, 5],
    ['over its edge', 2, 0.5],
    ['of no length', 0, 1],
  ])('%s is what float64 gives', (_, size, eps) => {
    const origin = randomValues(pictures * count, 1, 0, 1);
    const x = origin.map((value, i) => value + randomValues(origin.length, 2, -0.1, 0.1)[i]!);
    const gradient = randomValues(origin.length, 3);
    // A gradient that has vanished moves nothing.
    gradient.fill(0, 0, count);
    const of = (values: Float32Array): Tensor4D => tf.tensor4d(values, shape);
    const moved = attackStep(of(x), of(origin), of(gradient), { norm: 'L2', eps, size });
    expect(valuesOf(moved)).toBeNear(byDefinition(x, origin, gradient, size, eps), 1e-6);
  });
});
