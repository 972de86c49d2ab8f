import { beforeAll, expect, test } from 'vitest';
import { randomPerturbation } from '../../../src/lib/optimizers/pgd/random-start.ts';
import { useBackend, valuesOf } from '../../helpers.ts';

const draw = (norm: 'L2' | 'Linf', eps: number, seed: number) =>
  valuesOf(randomPerturbation([1, 28, 28, 1], norm, eps, seed));
const seeds = Array.from({ length: 50 }, (_, seed) => seed);

beforeAll(() => useBackend('cpu'));

test('A random start is the same for the same seed and another for another', () => {
  for (const norm of ['L2', 'Linf'] as const) {
    expect(draw(norm, 1, 7)).toEqual(draw(norm, 1, 7));
    expect(draw(norm, 1, 7)).not.toEqual(draw(norm, 1, 8));
  }
});

test('A random start lies in the ball: in L2 near its shell, where the volume is', () => {
  const lengths = seeds.map((seed) => Math.hypot(...draw('L2', 1.5, seed)));
  expect(Math.max(...lengths)).toBeLessThanOrEqual(1.5 * (1 + 1e-6));
  expect(Math.min(...lengths)).toBeGreaterThan(1.5 * 0.97);
});

test('A random start in L∞ fills the cube evenly', () => {
  const all = seeds.flatMap((seed) => [...draw('Linf', 0.1, seed)]);
  expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(0.1 * (1 + 1e-6));
  for (const edge of [-0.05, 0, 0.05]) {
    const below = all.filter((value) => value < edge).length / all.length;
    expect(below).toBeCloseTo((edge + 0.1) / 0.2, 1);
  }
});

test('A random start in a ball of radius zero is no start at all', () => {
  for (const norm of ['L2', 'Linf'] as const) {
    expect(draw(norm, 0, 1).every((value) => Math.abs(value) === 0)).toBe(true);
  }
});
