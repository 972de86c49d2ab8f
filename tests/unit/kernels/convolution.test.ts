import { beforeAll, describe, expect, test } from 'vitest';
import { outputSize, winogradTile, type ConvShape } from '../../../src/lib/engine/kernels/conv-plan.ts';
import type { Kit } from '../../../src/lib/engine/kernels/kit.ts';
import { installKernels } from '../../../src/lib/engine/kernels/install.ts';
import { conv, freeze } from '../../../src/lib/engine/ops/conv.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { randomTensor, randomValues, useBackend, valuesOf } from '../../helpers.ts';
import { convolutionByDefinition, convolutionGradientByDefinition } from './by-definition.ts';

const shapeOf = (
  [pictures, height, width]: [number, number, number],
  [channels, filters]: [number, number],
  [side, stride, padding]: [number, number, number],
): ConvShape => ({ pictures, height, width, channels, filters, side, stride, padding });

/** A name, a shape. The first are Winograd's where they are large enough, the rest are not. */
const cases: [string, ConvShape][] = [
  ['3x3 on whole tiles', shapeOf([1, 12, 16], [8, 16], [3, 1, 1])],
  ['3x3 on parts of tiles', shapeOf([1, 13, 7], [12, 20], [3, 1, 1])],
  ['3x3 on a picture smaller than a tile', shapeOf([1, 1, 3], [4, 4], [3, 1, 1])],
  ['3x3 on several pictures', shapeOf([3, 9, 6], [4, 8], [3, 1, 1])],
  ['3x3 on a few pixels', shapeOf([2, 4, 4], [16, 24], [3, 1, 1])],
  ['3x3 without padding', shapeOf([2, 9, 14], [4, 12], [3, 1, 0])],
  ['3x3 with padding of 2', shapeOf([1, 9, 5], [8, 4], [3, 1, 2])],
  ['3x3 on more tiles than a block holds', shapeOf([1, 61, 50], [4, 4], [3, 1, 1])],
  ['3x3 from channels that are no multiple of 4', shapeOf([2, 7, 9], [6, 8], [3, 1, 1])],
  ['3x3 to channels that are no multiple of 4', shapeOf([1, 7, 9], [8, 5], [3, 1, 1])],
  ['3x3 from three channels', shapeOf([2, 11, 10], [3, 32], [3, 1, 1])],
  ['3x3 to three channels', shapeOf([1, 11, 10], [16, 3], [3, 1, 1])],
  ['3x3 at stride 2', shapeOf([2, 15, 12], [6, 10], [3, 2, 1])],
  ['5x5 from one channel', shapeOf([2, 14, 11], [1, 32], [5, 1, 2])],
  ['5x5 on pictures that end within a block', shapeOf([9, 7, 5], [3, 10], [5, 2, 2])],
  ['5x5', shapeOf([1, 14, 14], [12, 24], [5, 1, 2])],
  ['5x5 on whole tiles', shapeOf([1, 32, 34], [8, 12], [5, 1, 2])],
  ['5x5 on parts of tiles', shapeOf([1, 33, 35], [4, 20], [5, 1, 2])],
  ['5x5 on several pictures', shapeOf([3, 33, 32], [4, 8], [5, 1, 2])],
  ['5x5 without padding', shapeOf([2, 36, 41], [4, 12], [5, 1, 0])],
  ['5x5 with padding of 3', shapeOf([1, 31, 32], [8, 4], [5, 1, 3])],
  ['4x4 at stride 2, in phases', shapeOf([3, 14, 14], [16, 32], [4, 2, 1])],
  ['4x4 at stride 2 on more small pictures than go together', shapeOf([7, 6, 8], [8, 12], [4, 2, 1])],
  ['4x4 at stride 2 on an odd picture, in phases', shapeOf([2, 9, 11], [8, 12], [4, 2, 1])],
  ['4x4 at stride 2 without padding, in phases', shapeOf([1, 10, 7], [8, 4], [4, 2, 0])],
  ['6x6 at stride 3 with much padding, in phases', shapeOf([2, 8, 10], [8, 4], [6, 3, 5])],
  ['2x2 at stride 2, in phases', shapeOf([1, 7, 6], [8, 8], [2, 2, 0])],
  ['6x6 at stride 2', shapeOf([1, 16, 13], [3, 8], [6, 2, 2])],
  ['7x7 at stride 2', shapeOf([1, 17, 20], [3, 12], [7, 2, 3])],
  ['11x11 at stride 4', shapeOf([1, 31, 29], [3, 7], [11, 4, 2])],
  ['1x1', shapeOf([2, 5, 7], [7, 9], [1, 1, 0])],
  ['1x1 of many pixels', shapeOf([3, 13, 9], [160, 10], [1, 1, 0])],
  ['1x1 at stride 2', shapeOf([1, 9, 8], [8, 16], [1, 2, 0])],
  ['a kernel as large as the picture', shapeOf([1, 3, 5], [2, 3], [5, 1, 2])],
];

test('few pixels are multiplied as they are, some go by small tiles and many by large ones', () => {
  const winogradKernelBytes = (tile: number, taps: number, c: number, f: number) =>
    4 * (tile + taps - 1) ** 2 * c * f;
  const kit = { wasm: { winogradKernelBytes } } as unknown as Kit;
  const tile = (pictures: number, size: number, side = 3, channels = 256) =>
    winogradTile(kit, shapeOf([pictures, size, size], [channels, channels], [side, 1, (side - 1) / 2]));
  expect([2, 4, 8, 16, 32].map((size) => tile(1, size))).toEqual([undefined, undefined, 2, 4, 4]);
  // The tiles of several pictures share one fetching of the kernel.
  expect([2, 4, 8].map((size) => tile(4, size))).toEqual([2, 2, 4]);
  // For 5x5 taps there are small tiles only, for large pictures, and none whose kernels leave the cache.
  expect([4, 14, 31, 32, 64].map((size) => tile(1, size, 5, 64))).toEqual([
    undefined,
    undefined,
    undefined,
    2,
    2,
  ]);
  expect(tile(1, 64, 5, 512)).toBeUndefined();
});

/** Winograd's transforms cost some digits: 8e-7 by its root mean square at most, a few times that in one place. */
const tolerance = 5e-6;

describe.each(['relaxed', 'simd'] as const)('With kernels of our own, %s', (build) => {
  beforeAll(async () => {
    await useBackend('wasm');
    expect(await installKernels(build)).toEqual({ build, threads: 1 });
  });

  describe.each(cases)('a convolution of %s', (_, shape) => {
    const { pictures, height, width, channels, filters, side, stride, padding } = shape;
    type Shape4 = [number, number, number, number];
    const kernel = randomTensorValues<Shape4>([side, side, channels, filters], 1);
    const bias = randomTensorValues<[number]>([filters], 2);
    const x = randomTensorValues<Shape4>([pictures, height, width, channels], 3);
    const frozen = () =>
      freeze(tf.tensor4d(kernel.values, kernel.shape), tf.tensor1d(bias.values), {
        stride,
        padding,
      });
    const picture = () => tf.tensor4d(x.values, x.shape);
    const numbers = { x: x.values, kernel: kernel.values, bias: bias.values };

    test.each(['linear', 'relu'] as const)('is what float64 gives, %s', (activation) => {
      const expected = convolutionByDefinition(shape, numbers, activation === 'relu');
      const y = conv(picture(), frozen(), activation);
      expect(y.shape).toEqual([pictures, ...outputSize(shape), filters]);
      expect(valuesOf(y)).toBeNear(expected, tolerance);
    });

    test.each(['linear', 'relu'] as const)('has the gradient that float64 gives, %s', (activation) => {
      const y = convolutionByDefinition(shape, numbers, activation === 'relu');
      const dy = randomValues(y.length, 4);
      const passed = dy.map((value, i) => (activation === 'linear' || y[i]! > 0 ? value : 0));
      const layer = frozen();
      const gradient = tf.grad((image) => {
        const out = conv(image as Tensor4D, layer, activation);
        return tf.sum(tf.mul(out, tf.tensor(dy, out.shape)));
      })(picture());
      expect(valuesOf(gradient)).toBeNear(
        convolutionGradientByDefinition(shape, kernel.values, passed),
        tolerance,
      );
    });
  });

  test('a convolution of many channels, by tiles of 2x2, is what float64 gives', () => {
    const shape = shapeOf([1, 5, 6], [256, 512], [3, 1, 1]);
    const numbers = {
      x: randomValues(5 * 6 * 256, 1),
      kernel: randomValues(9 * 256 * 512, 2),
      bias: randomValues(512, 3),
    };
    const layer = freeze(tf.tensor(numbers.kernel, [3, 3, 256, 512]) as Tensor4D, tf.tensor1d(numbers.bias));
    const y = conv(tf.tensor(numbers.x, [1, 5, 6, 256]) as Tensor4D, layer, 'linear');
    expect(valuesOf(y)).toBeNear(convolutionByDefinition(shape, numbers, false), tolerance);
  });

  test('what is not a number stays none through a ReLU', () => {
    const layer = freeze(randomTensor([3, 3, 4, 4], 1), tf.tensor1d([0, 0, 0, 0]));
    const y = conv(tf.fill([1, 8, 8, 4], NaN) as Tensor4D, layer, 'relu');
    expect(valuesOf(y).every(Number.isNaN)).toBe(true);
  });
});

function randomTensorValues<Shape extends number[]>(shape: Shape, seed: number) {
  return {
    shape,
    values: randomValues(
      shape.reduce((size, side) => size * side, 1),
      seed,
    ),
  };
}
