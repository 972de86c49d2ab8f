import { beforeAll, describe, expect, test } from 'vitest';
import { sumByLines } from '../../../src/lib/engine/ops/sum-by-lines.ts';
import { tf, type Tensor, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { gram } from '../../../src/lib/objectives/gram.ts';
import { relativeDistance, targetOf } from '../../../src/lib/objectives/relative-distance.ts';
import { totalVariation } from '../../../src/lib/objectives/total-variation.ts';
import { differences, randomTensor, randomValues, useBackend, valuesOf } from '../../helpers.ts';

const shape: [number, number, number, number] = [1, 5, 4, 3];
const values = randomValues(60, 1, 0, 1);
const picture = (pixels: Float32Array = values) => tf.tensor4d(pixels, shape);
const at = (f: (x: Tensor4D) => Tensor) => (x: Float32Array) => tf.tidy(() => f(picture(x)).dataSync()[0]!);

describe.each(['cpu', 'wasm'] as const)('On %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test('the Gram matrix is the mean product of two channels over the pixels', () => {
    const expected = Array.from({ length: 9 }, (_, place) => {
      const [i, j] = [Math.floor(place / 3), place % 3];
      let sum = 0;
      for (let pixel = 0; pixel < 20; pixel++) sum += values[3 * pixel + i]! * values[3 * pixel + j]!;
      return sum / 20;
    });
    expect(valuesOf(gram(picture()))).toBeNear(expected, 1e-6);
  });

  test.each<[string, (x: Tensor4D) => Tensor]>([
    [
      'a weighted Gram matrix',
      (x) => tf.sum(tf.mul(gram(x), tf.tensor2d([1, -2, 3, 4, 5, -6, 7, 8, 9], [3, 3]))),
    ],
    ['a relative distance', (x) => relativeDistance(x, targetOf(picture(randomValues(60, 2, 0, 1))))],
    ['the total variation', (x) => totalVariation(x)],
  ])('the gradient of %s is what differences give', (_, f) => {
    const gradient = valuesOf(tf.grad((x) => f(x as Tensor4D))(picture()));
    expect(gradient).toBeNear(differences(at(f), values), 1e-3);
  });

  test('the relative distance is 0 at its target, 1 at zero, and finite of a target that vanishes', () => {
    tf.tidy(() => {
      const target = targetOf(picture());
      const distance = (x: Tensor) => relativeDistance(x, target).dataSync()[0]!;
      expect(distance(picture())).toBe(0);
      expect(distance(tf.zerosLike(picture()))).toBeCloseTo(1, 5);
      const none = targetOf(tf.zeros(shape));
      expect(relativeDistance(tf.zeros(shape), none).dataSync()[0]).toBe(0);
      expect(Number.isFinite(relativeDistance(picture(), none).dataSync()[0])).toBe(true);
    });
  });

  test('the total variation counts the steps to the right and down, of a flat picture none', () => {
    const flat = tf.fill([1, 6, 7, 3], 0.3) as Tensor4D;
    expect(valuesOf(totalVariation(flat))[0]).toBe(0);
    // One bright pixel in the middle of nine: four steps of height one, over nine pixels.
    const spot = tf.tensor4d([0, 0, 0, 0, 1, 0, 0, 0, 0], [1, 3, 3, 1]);
    expect(valuesOf(totalVariation(spot))[0]).toBeCloseTo(4 / 9, 6);
  });

  test('a sum by lines keeps six digits of a large picture', () => {
    const large = randomTensor<Tensor4D>([1, 256, 256, 3], 3, 0, 1);
    const exact = valuesOf(large.clone()).reduce((sum, value) => sum + value, 0);
    expect(Math.abs(valuesOf(sumByLines(large))[0]! / exact - 1)).toBeLessThan(1e-6);
    for (const [small, total] of [
      [tf.scalar(3), 3],
      [tf.ones([1, 1, 1]), 1],
      [tf.ones([7]), 7],
    ] as const)
      expect(valuesOf(sumByLines(small))[0]).toBe(total);
  });
});
