import { beforeAll, describe, expect, test } from 'vitest';
import { outputSize, type ConvShape } from '../../../src/lib/engine/kernels/conv-plan.ts';
import { installKernels } from '../../../src/lib/engine/kernels/install.ts';
import { filterGradient } from '../../../src/lib/engine/ops/filter-gradient.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { randomValues, useBackend, valuesOf } from '../../helpers.ts';
import { filterGradientByDefinition } from './by-definition.ts';

const shapeOf = (
  [pictures, height, width]: [number, number, number],
  [channels, filters]: [number, number],
  [side, stride, padding]: [number, number, number],
): ConvShape => ({ pictures, height, width, channels, filters, side, stride, padding });

const cases: [string, ConvShape][] = [
  ['4x4 at stride 2, from one channel', shapeOf([3, 14, 12], [1, 8], [4, 2, 1])],
  ['4x4 at stride 2', shapeOf([2, 14, 14], [8, 16], [4, 2, 1])],
  ['5x5', shapeOf([2, 9, 11], [3, 8], [5, 1, 2])],
  ['5x5 at stride 2 on an odd picture', shapeOf([2, 9, 7], [2, 16], [5, 2, 2])],
  ['3x3 at stride 2 that leaves a last row out', shapeOf([1, 8, 8], [4, 8], [3, 2, 0])],
  ['3x3 to filters that are no multiple of 8', shapeOf([2, 6, 5], [2, 6], [3, 1, 1])],
  ['1x1 on pictures of one pixel, as a dense layer has it', shapeOf([70, 1, 1], [37, 10], [1, 1, 0])],
  ['1x1', shapeOf([2, 3, 4], [5, 8], [1, 1, 0])],
  ['more outputs than a block holds', shapeOf([1, 20, 23], [1, 8], [3, 1, 1])],
  ['a kernel that is larger than the picture', shapeOf([1, 2, 3], [2, 8], [5, 1, 2])],
];

/** With kernels of our own, or put together from TF.js's operations. */
const ways = [
  ['wasm, relaxed', async () => (await useBackend('wasm'), installKernels('relaxed'))],
  ['wasm, simd', async () => (await useBackend('wasm'), installKernels('simd'))],
  ['cpu', () => useBackend('cpu')],
] as const;

describe.each(ways)('On %s, the gradient wrt the kernel', (_, start) => {
  beforeAll(async () => void (await start()));

  test.each(cases)('of %s is what float64 gives', (_, shape) => {
    const { pictures, height, width, channels, filters, side, stride, padding } = shape;
    const [rows, columns] = outputSize(shape);
    const outputs = pictures * rows * columns * filters;
    const x = randomValues(pictures * height * width * channels, 1);
    const [dy, y] = [randomValues(outputs, 2), randomValues(outputs, 3)];
    for (const masked of [false, true]) {
      const open = dy.map((value, i) => (!masked || y[i]! > 0 ? value : 0));
      const expected = filterGradientByDefinition(shape, x, open);
      const { kernel, bias } = tf.tidy(() => {
        const of = (values: Float32Array): tf.Tensor4D =>
          tf.tensor4d(values, [pictures, rows, columns, filters]);
        const picture: tf.Tensor4D = tf.tensor4d(x, [pictures, height, width, channels]);
        const call = { x: picture, dy: of(dy), side, stride, padding };
        return filterGradient(masked ? { ...call, y: of(y) } : call);
      });
      expect(kernel.shape).toEqual([side, side, channels, filters]);
      expect(valuesOf(kernel)).toBeNear(expected.kernel, 2e-6);
      expect(valuesOf(bias)).toBeNear(expected.bias, 2e-6);
    }
  });
});
