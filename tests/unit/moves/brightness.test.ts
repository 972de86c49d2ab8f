import { beforeAll, expect, test } from 'vitest';
import { tf, type Tensor, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { brightnessOnly } from '../../../src/lib/moves/brightness.ts';
import { hashed } from '../../hashed.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

const shape: [number, number, number, number] = [1, 4, 5, 3];
const pixels = hashed(60, 1, 0, 1);

test('Brightness alone: the picture is seen as it is, and each pixel’s gradient is one grey', () => {
  const weights = hashed(60, 2);
  const before = tf.memory().numTensors;
  const { seen, gradient } = tf.tidy(() => {
    const x = tf.tensor4d(pixels, shape);
    const loss = (at: Tensor) => tf.sum(tf.mul(brightnessOnly(at as Tensor4D), tf.tensor4d(weights, shape)));
    return { seen: brightnessOnly(x).dataSync(), gradient: tf.grad(loss)(x).dataSync() };
  });
  expect([...seen]).toEqual([...pixels]);
  const greys = Array.from({ length: 60 }, (_, i) => {
    const first = 3 * Math.floor(i / 3);
    return (weights[first]! + weights[first + 1]! + weights[first + 2]!) / 3;
  });
  gradient.forEach((value, i) => expect(value).toBeCloseTo(greys[i]!, 6));
  expect(tf.memory().numTensors).toBe(before);
});
