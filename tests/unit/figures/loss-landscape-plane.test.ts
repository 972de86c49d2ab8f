import { describe, expect, test } from 'vitest';
import { planeOf, randomDirection } from '../../../src/components/figures/loss-landscape/directions.ts';
import { lossAt, LossGridBuilder, lossOf } from '../../../src/components/figures/loss-landscape/grid.ts';
import { span } from '../../../src/components/figures/loss-landscape/state.ts';
import { places, profileOf } from '../../../src/components/figures/loss-landscape/view.ts';
import { slope } from './slope.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('the plane', () => {
  const end = Float32Array.from({ length: 50 }, (_, i) => Math.sin(i));

  test('has axes at right angles and of length one, the first along the attack', () => {
    const { u, v } = planeOf(end, undefined, 3);
    expect([dot(u, u), dot(v, v), dot(u, v)].map((value) => Math.abs(Number(value.toFixed(5))))).toEqual([
      1, 1, 0,
    ]);
    expect(dot(end, u)).toBeCloseTo(Math.hypot(...end), 4);
  });

  test('is the same for the same seed, and another for another', () => {
    expect(planeOf(end, undefined, 3)).toEqual(planeOf(end, undefined, 3));
    expect(planeOf(end, undefined, 3).v).not.toEqual(planeOf(end, undefined, 4).v);
  });

  test('goes through a second attack, and draws where that is the first once more', () => {
    const second = randomDirection(50, 9);
    const { u, v } = planeOf(end, second, 3);
    const rest = Float32Array.from(
      second,
      (value, i) => value - dot(second, u) * u[i]! - dot(second, v) * v[i]!,
    );
    expect(Math.hypot(...rest)).toBeLessThan(1e-4);
    expect(
      planeOf(
        end,
        end.map((value) => 2 * value),
        3,
      ),
    ).toEqual(planeOf(end, undefined, 3));
  });

  test('is there even where an attack has moved nothing', () => {
    const { u, v } = planeOf(new Float32Array(50), undefined, 3);
    expect([dot(u, u), dot(v, v), dot(u, v)].map((value) => Math.abs(Number(value.toFixed(5))))).toEqual([
      1, 1, 0,
    ]);
  });
});

describe('the loss over it', () => {
  test('is read coarse first, and handed out whenever a grid is whole', () => {
    const builder = new LossGridBuilder(9, 1);
    const chunk = (points: number[], stride: number) => ({
      ...{ step: 0, of: 81, stride },
      points: Uint16Array.from(points),
      probabilities: Float32Array.from(points.flatMap((point) => [0.2, Math.exp(-point)])),
    });
    expect(builder.add(chunk([0, 8], Infinity))).toBeUndefined();
    const coarse = builder.add(chunk([72, 80], 8))!;
    expect(coarse.side).toBe(2);
    expect(Array.from(coarse.losses, Math.round)).toEqual([0, 8, 72, 80]);
    expect(builder.add(chunk([4], 8))).toBeUndefined();
  });

  test('has a top where a network gives a class nothing at all', () => {
    expect(lossOf(1)).toBeCloseTo(0);
    expect(lossOf(Math.exp(-3))).toBeCloseTo(3);
    expect(lossOf(0)).toBeLessThan(90);
  });

  test('runs straight between the grid’s points, with the first row at the top', () => {
    const grid = { side: 2, losses: Float32Array.of(0, 4, 8, 12) };
    expect([lossAt(grid, -1, 1), lossAt(grid, 1, 1), lossAt(grid, -1, -1), lossAt(grid, 0, 0)]).toEqual([
      0, 4, 8, 6,
    ]);
    const { attack, second } = profileOf(slope(9, 16));
    expect(attack).toEqual(places.map((place) => 8 * (place / span + 1)));
    expect(new Set(second)).toEqual(new Set([8]));
  });
});
