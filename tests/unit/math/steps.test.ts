import { beforeAll, describe, expect, test } from 'vitest';
import { clampToBox, projectToBall, steepest, type Norm } from '../../../src/lib/optimizers/pgd/steps.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { randomTensor, randomValues, useBackend, valuesOf } from '../../helpers.ts';

const pixels = 28 * 28;
const batch = (...images: Float32Array[]) =>
  tf.tensor4d(Float32Array.from(images.flatMap((image) => [...image])), [images.length, 28, 28, 1]);
const images = (x: Tensor4D) => {
  const values = valuesOf(x);
  return Array.from({ length: values.length / pixels }, (_, i) => values.slice(i * pixels, (i + 1) * pixels));
};
const length = (x: Float32Array) => Math.hypot(...x);
const largest = (x: Float32Array) => Math.max(...x.map(Math.abs));
const scaled = (x: Float32Array, factor: number) => x.map((value) => value * factor);

beforeAll(() => useBackend('wasm'));

describe('The steepest direction', () => {
  const g = randomValues(pixels, 1);

  test.each([1e6, 1, 1e-4, 1e-8])('in L2 has length one when the gradient is %d long', (size) => {
    const [direction] = images(steepest(batch(scaled(g, size / length(g))), 'L2'));
    expect(length(direction!)).toBeCloseTo(1, 5);
    expect(direction!).toBeNear(scaled(g, 1 / length(g)), 1e-5);
  });

  test('in L∞ is the sign of each pixel, zero where the gradient is zero', () => {
    const [direction] = images(steepest(batch(g.map((value, i) => (i % 3 ? value : 0))), 'Linf'));
    expect([...direction!]).toEqual([...g].map((value, i) => (i % 3 ? Math.sign(value) : 0)));
  });

  test.each<Norm>(['L2', 'Linf'])('of a gradient that has vanished is zero in %s, not NaN', (norm) => {
    const [direction] = images(steepest(batch(new Float32Array(pixels)), norm));
    expect(direction!.every((value) => value === 0)).toBe(true);
  });

  test('is finite for gradients so small that their squares vanish', () => {
    const [direction] = images(steepest(batch(scaled(g, 1e-30)), 'L2'));
    expect(direction!.every(Number.isFinite)).toBe(true);
  });

  test.each<Norm>(['L2', 'Linf'])('of one image in %s does not know of the others', (norm) => {
    const others = [scaled(randomValues(pixels, 2), 1e4), new Float32Array(pixels)];
    const [alone] = images(steepest(batch(g), norm));
    expect(images(steepest(batch(others[0]!, g, others[1]!), norm))[1]).toEqual(alone);
  });
});

describe('The projection onto the ball', () => {
  const delta = randomValues(pixels, 3);

  test('in L2 pulls back along the radius, onto the sphere', () => {
    const [inside] = images(projectToBall(batch(delta), 1.5, 'L2'));
    expect(length(inside!)).toBeCloseTo(1.5, 5);
    expect(inside!).toBeNear(scaled(delta, 1.5 / length(delta)), 1e-5);
  });

  test('in L∞ cuts each pixel off at ε', () => {
    const [inside] = images(projectToBall(batch(delta), 0.3, 'Linf'));
    expect(largest(inside!)).toBeCloseTo(0.3, 6);
    expect(inside!).toBeNear(
      delta.map((value) => Math.max(-0.3, Math.min(0.3, value))),
      1e-6,
    );
  });

  test.each<Norm>(['L2', 'Linf'])('in %s leaves what is inside as it is, to the last bit', (norm) => {
    expect(images(projectToBall(batch(delta), 100, norm))[0]).toEqual(delta);
  });

  test.each<Norm>(['L2', 'Linf'])('in %s of a point projected before moves nothing', (norm) => {
    const once = projectToBall(batch(delta), 0.2, norm);
    expect(images(projectToBall(once, 0.2, norm))[0]).toBeNear(images(once)[0]!, 1e-6);
  });

  test.each<Norm>(['L2', 'Linf'])('in %s onto a ball of radius zero is zero, from anywhere', (norm) => {
    for (const inside of images(projectToBall(batch(delta, new Float32Array(pixels)), 0, norm))) {
      expect(inside.every((value) => value === 0)).toBe(true);
    }
  });

  test('in L2 treats each image of a batch by itself', () => {
    const near = scaled(delta, 1e-3);
    const [first, second] = images(projectToBall(batch(near, delta), 1, 'L2'));
    expect(first).toEqual(near);
    expect(length(second!)).toBeCloseTo(1, 5);
  });
});

test('The projection onto the box keeps pixels in 0 to 1 and leaves those that are there alone', () => {
  const [inside] = images(clampToBox(batch(randomValues(pixels, 4, -1, 2))));
  expect([...inside!]).toEqual([...randomValues(pixels, 4, -1, 2)].map((x) => Math.min(1, Math.max(0, x))));
});

test('Steps and projections own nothing but their results', () => {
  const x = randomTensor<Tensor4D>([2, 28, 28, 1], 5);
  const before = tf.memory().numTensors;
  for (const norm of ['L2', 'Linf'] as const) {
    tf.dispose([steepest(x, norm), projectToBall(x, 1, norm), clampToBox(x)]);
  }
  expect(tf.memory().numTensors).toBe(before);
});
