import { beforeAll, expect, test } from 'vitest';
import { highFrequencyEnergy } from '../../../src/lib/measures/high-frequency.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { randomValues, useBackend, valuesOf } from '../../helpers.ts';

/** The mean squared five-point Laplacian, zeros outside the frame, pixel by pixel. */
function reference(image: Float32Array, height: number, width: number): number {
  const at = (y: number, x: number) =>
    y < 0 || x < 0 || y >= height || x >= width ? 0 : image[y * width + x]!;
  let sum = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sum += (at(y - 1, x) + at(y + 1, x) + at(y, x - 1) + at(y, x + 1) - 4 * at(y, x)) ** 2;
    }
  }
  return sum / (height * width);
}

beforeAll(() => useBackend('wasm'));

test.each([
  [28, 28],
  [5, 9],
  [1, 1],
  [2, 1],
])('High-frequency energy is the mean squared Laplacian of a picture of %d by %d', (height, width) => {
  const pictures = [1, 2, 3].map((seed) => randomValues(height * width, seed, 0, 1));
  const batch = tf.tensor4d(Float32Array.from(pictures.flatMap((x) => [...x])), [3, height, width, 1]);
  const energies = valuesOf(highFrequencyEnergy(batch));
  expect(energies).toBeNear(
    pictures.map((picture) => reference(picture, height, width)),
    1e-5,
  );
});

test('High-frequency energy is zero for a blank picture and larger for noise than for a ramp', () => {
  const ramp = Float32Array.from({ length: 784 }, (_, i) => (i % 28) / 27);
  const pictures = [new Float32Array(784), ramp, randomValues(784, 1, 0, 1)];
  const batch = tf.tensor4d(Float32Array.from(pictures.flatMap((x) => [...x])), [3, 28, 28, 1]);
  const [blank, smooth, noise] = valuesOf(highFrequencyEnergy(batch));
  expect(blank).toBe(0);
  expect(noise!).toBeGreaterThan(2 * smooth!);
});
