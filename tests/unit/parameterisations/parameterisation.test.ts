import { beforeAll, describe, expect, test } from 'vitest';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { fourierParameterisation } from '../../../src/lib/parameterisations/fourier.ts';
import { pixelParameterisation } from '../../../src/lib/parameterisations/pixel.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';
import { differences, randomTensor, randomValues, useBackend, valuesOf } from '../../helpers.ts';

const sizes: [number, number][] = [
  [16, 16],
  [17, 20],
  [22, 19],
];

beforeAll(() => useBackend('wasm'));

describe.each(sizes)('A picture of %d x %d as Fourier coefficients', (height, width) => {
  const fourier = () => fourierParameterisation(height, width);

  test('comes back as it was, where it is neither black nor white', () => {
    const before = tf.memory().numTensors;
    const way = fourier();
    const picture = randomTensor<Tensor4D>([1, height, width, 3], 1, 0.02, 0.98);
    const coefficients = way.encode(picture);
    expect(valuesOf(way.decode(coefficients))).toBeNear(valuesOf(picture), 1e-5);
    coefficients.dispose();
    way.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('has the gradient that differences give', () => {
    const way = fourier();
    const shape = [height, 3, width];
    const x = randomValues(height * 3 * width, 2, -0.1, 0.1);
    const weights = randomTensor<Tensor4D>([1, height, width, 3], 3);
    const loss = (at: tf.Tensor) => tf.sum(tf.mul(way.decode(at), weights));
    const gradient = valuesOf(tf.grad(loss)(tf.tensor(x, shape)));
    const some = [0, 1, 2, width, width + 1, 3 * width, 3 * width + 5, x.length - 1];
    const near = differences(
      (moved) => {
        const all = x.slice();
        some.forEach((place, i) => (all[place] = moved[i]!));
        return tf.tidy(() => loss(tf.tensor(all, shape)).dataSync()[0]!);
      },
      Float32Array.from(some, (place) => x[place]!),
    );
    expect(some.map((place) => gradient[place]!)).toBeNear(near, 2e-2);
    way.dispose();
    weights.dispose();
  });

  test('changes by one wave a coefficient, the longer the stronger', () => {
    const way = fourier();
    /** How much the brightness wave of a row frequency moves the picture. */
    const strength = (row: number) => {
      const values = new Float32Array(height * 3 * width);
      values[row * 3 * width] = 0.01;
      const seen = valuesOf(way.decode(tf.tensor3d(values, [height, 3, width])));
      // Along a row nothing changes.
      for (let i = 0; i < seen.length; i++)
        expect(seen[i]).toBeCloseTo(seen[Math.floor(i / (3 * width)) * 3 * width + (i % 3)]!, 5);
      return Math.hypot(...seen.map((value) => value - 0.5));
    };
    const [constant, first, second, fourth] = [0, 1, 3, 7].map(strength) as [number, number, number, number];
    // Scaled by 1 / max(f, 1 / longest side).
    const scale = (k: number) => 1 / Math.max(k / height, 1 / Math.max(height, width));
    expect(first / constant).toBeCloseTo(scale(1) / scale(0), 1);
    expect(second / first).toBeCloseTo(scale(2) / scale(1), 1);
    expect(fourth / first).toBeCloseTo(scale(4) / scale(1), 1);
    way.dispose();
  });
});

test.each([
  ['pixels', pixelParameterisation],
  ['Fourier coefficients', fourierParameterisation],
] as const)('Noise in %s is grey, the same for the same seed, and holds one tensor', (_, make) => {
  const way = make(24, 18);
  const noise = (seed: number) => {
    const before = tf.memory().numTensors;
    const parameters = way.noise(seededRandom(seed));
    expect(tf.memory().numTensors).toBe(before + 1);
    const seen = tf.tidy(() => valuesOf(way.decode(parameters).clone()));
    parameters.dispose();
    return seen;
  };
  const seen = noise(1);
  expect(seen).toEqual(noise(1));
  expect(seen).not.toEqual(noise(2));
  expect(seen.every((value) => value >= 0 && value <= 1)).toBe(true);
  const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.55);
  way.dispose();
});
