import { describe, expect, test } from 'vitest';
import { strongWolfe, type Point } from '../../../src/lib/optimizers/line-search.ts';

/** A function, its slope, and what searching it from 0 comes to. */
async function searched(f: (t: number) => number, slope: (t: number) => number, first: number) {
  const looked: Point[] = [];
  const dropped: Point[] = [];
  const at = (t: number): Point => ({ t, value: f(t), slope: slope(t) });
  const start = at(0);
  const found = await strongWolfe({
    start,
    first,
    look: async (t) => {
      looked.push(at(t));
      return looked.at(-1)!;
    },
    drop: (point) => dropped.push(point),
  });
  return { start, found, looked, dropped };
}

const functions: [string, (t: number) => number, (t: number) => number][] = [
  ['a parabola', (t) => (t - 3) ** 2, (t) => 2 * (t - 3)],
  ['a quartic', (t) => (t - 1) ** 4 - t, (t) => 4 * (t - 1) ** 3 - 1],
  [
    'a narrow valley far off',
    (t) => Math.sqrt(1e-4 + (t - 40) ** 2),
    (t) => (t - 40) / Math.sqrt(1e-4 + (t - 40) ** 2),
  ],
  ['Moré and Thuente, 5.1', (t) => -t / (t * t + 2), (t) => (t * t - 2) / (t * t + 2) ** 2],
  [
    'waves on a slope',
    (t) => 0.05 * t * t - t + 0.4 * Math.cos(3 * t),
    (t) => 0.1 * t - 1 - 1.2 * Math.sin(3 * t),
  ],
];

describe.each(functions)('A line search over %s', (_, f, slope) => {
  test.each([1e-3, 0.1, 1, 10, 1000])('begun with %d meets the strong Wolfe conditions', async (first) => {
    const { start, found, looked, dropped } = await searched(f, slope, first);
    expect(found!.value).toBeLessThanOrEqual(start.value + 1e-4 * found!.t * start.slope);
    expect(Math.abs(found!.slope)).toBeLessThanOrEqual(-0.9 * start.slope);
    expect(looked.length).toBeLessThan(20);
    // Whoever looked holds something for each point: all are handed back but the one that was found.
    expect(new Set(dropped)).toEqual(new Set(looked.filter((point) => point !== found)));
    expect(dropped).toHaveLength(looked.length - 1);
  });
});

describe('A line search', () => {
  test('takes the first point when that will do', async () => {
    const { looked } = await searched(
      (t) => (t - 3) ** 2,
      (t) => 2 * (t - 3),
      3.1,
    );
    expect(looked).toHaveLength(1);
  });

  test('finds nothing where the function only rises, and gives up after 25 looks at most', async () => {
    const { found, looked, dropped } = await searched(
      (t) => t,
      (t) => (t === 0 ? -1 : 1),
      1,
    );
    expect(found).toBeUndefined();
    expect(looked.length).toBeLessThanOrEqual(25);
    expect(dropped).toHaveLength(looked.length);
  });

  test('takes the lowest it has seen where there is no end to the way down', async () => {
    const { found, looked } = await searched(
      (t) => -t,
      () => -1,
      1,
    );
    expect(looked).toHaveLength(25);
    expect(found).toBe(looked.at(-1));
  });

  test('comes back from where there are no numbers', async () => {
    const { found } = await searched(
      (t) => (t > 5 ? NaN : (t - 3) ** 2),
      (t) => (t > 5 ? NaN : 2 * (t - 3)),
      100,
    );
    expect(found!.value).toBeLessThan(9);
  });
});
