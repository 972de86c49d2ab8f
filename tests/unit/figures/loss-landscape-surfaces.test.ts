import { describe, expect, test } from 'vitest';
import { height, type Vector } from '../../../src/components/figures/loss-landscape/camera.ts';
import { lossAt } from '../../../src/components/figures/loss-landscape/grid.ts';
import { colourAt, contoursOf, scaleOf } from '../../../src/components/figures/loss-landscape/scale.ts';
import { signs } from '../../../src/components/figures/loss-landscape/marks.ts';
import { ground, heightOf } from '../../../src/components/figures/loss-landscape/terrain.ts';
import { slope } from './slope.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('the surfaces', () => {
  const [steep, gentle] = [slope(9, 12), slope(9, 3)];
  const scale = scaleOf([steep, gentle]);
  const marks = {
    ball: 0.5,
    shown: 1,
    path: [
      { x: 0, y: 0, loss: 6 },
      { x: 0.5, y: 0, loss: 9 },
      { x: 0.6, y: 0, loss: 10 },
    ],
  };

  test('share one scale of height and of colour', () => {
    expect(scale.top).toBe(12);
    expect(heightOf(12, scale)).toBe(height);
    expect(heightOf(3, scale)).toBeCloseTo(height / 4);
    expect(contoursOf(scale).every((level) => level > 0 && level < 12)).toBe(true);
    const lightness = [0, 0.25, 0.5, 0.75, 1].map((share) => dot(colourAt(share), [0.21, 0.72, 0.07]));
    expect([...lightness].sort((a, b) => a - b)).toEqual(lightness);
  });

  test('of two networks that lose next to nothing look flat', () => {
    expect(scaleOf([slope(9, 1e-4)]).top).toBe(1);
  });

  test('carry the ring where they are, and the attack’s steps at the loss that it found', () => {
    const { ring, path } = signs(steep, scale, marks);
    for (let i = 0; i < ring!.positions.length; i += 3) {
      const [x, y, z] = ring!.positions.subarray(i, i + 3) as unknown as Vector;
      expect(Math.abs(Math.hypot(x, y) - 0.5)).toBeLessThan(0.012);
      expect(Math.abs(z - heightOf(lossAt(steep, x, y), scale))).toBeLessThan(0.03);
    }
    const heights = Array.from(path!.positions).filter((_, i) => i % 3 === 2);
    // Up to the step on show, and no further.
    expect(Math.max(...heights)).toBeCloseTo(heightOf(9, scale) + 0.054, 2);
    expect(Math.min(...heights)).toBeCloseTo(heightOf(6, scale) - 0.009, 2);
  });

  test('are made of the numbers that were read, corner by corner', () => {
    const { land } = ground(gentle, scale);
    expect(land!.positions.length).toBe(3 * 81);
    expect([...land!.positions.subarray(0, 2)]).toEqual([-1, 1]);
    expect(land!.positions[3 * 80 + 2]).toBeCloseTo(height / 4);
    expect(Math.max(...land!.indices)).toBe(80);
  });
});
