import { describe, expect, test } from 'vitest';
import type { AttackFrame } from '../../../src/lib/experiments/attack.ts';
import {
  cubeSection,
  dot,
  edgeAt,
  flatten,
  length,
  pictureAt,
  sizeIn,
  sliceOf,
} from '../../../src/components/figures/attack/slice.ts';
import { randomValues } from '../../helpers.ts';

const pixels = 784;

/** Frames of an attack on one net, each a perturbation and the step that led to it. */
function attackOf(...moves: { delta: Float32Array; stepped?: Float32Array; direction?: Float32Array }[]) {
  const nothing = new Float32Array(pixels);
  return moves.map(({ delta, stepped = delta, direction = nothing }, step): AttackFrame => {
    const view = { image: nothing, delta, stepped, direction, loss: 0, readings: [] };
    return { step, of: moves.length - 1, views: [view] };
  });
}

const still = { delta: new Float32Array(pixels) };
const first = randomValues(pixels, 1);
const last = randomValues(pixels, 2);
const attacked = attackOf(still, { delta: randomValues(pixels, 3), direction: first }, { delta: last });

describe('the slice of an attack', () => {
  const { u, v } = sliceOf(attacked, 0, 'L2', 1.5);

  test.each([
    ['as attacks are', attacked],
    ['that never moves', attackOf(still, still)],
    ['whose gradient points where it ends', attackOf(still, { delta: first, direction: first })],
    ['that comes back to the digit', attackOf(still, { delta: first, direction: first }, still)],
  ])('has two axes of length one at a right angle, for an attack %s', (_, frames) => {
    const axes = sliceOf(frames, 0, 'L2', 1.5);
    expect(length(axes.u)).toBeCloseTo(1, 5);
    expect(length(axes.v)).toBeCloseTo(1, 5);
    expect(dot(axes.u, axes.v)).toBeCloseTo(0, 5);
  });

  test('shows the last perturbation at its full length, to the right', () => {
    const [a, b] = flatten({ u, v }, last);
    expect(a).toBeCloseTo(length(last), 4);
    expect(b).toBeCloseTo(0, 4);
  });

  test('shows the first gradient upwards, at its full length', () => {
    const [a, b] = flatten({ u, v }, first);
    expect(b).toBeGreaterThan(0);
    expect(Math.hypot(a, b)).toBeCloseTo(length(first), 4);
  });

  test('shows of a perturbation beside it no more than its shadow', () => {
    const other = randomValues(pixels, 4);
    const [a, b] = flatten({ u, v }, other);
    const rest = other.map((value, i) => value - a * u[i]! - b * v[i]!);
    expect(dot(rest, u)).toBeCloseTo(0, 4);
    expect(dot(rest, v)).toBeCloseTo(0, 4);
    expect(Math.hypot(a, b)).toBeLessThan(length(other));
  });

  test('leaves room for the ball and for every step of the path', () => {
    for (const eps of [0.01, 1.5, 40]) {
      const { extent, centre } = sliceOf(attacked, 0, 'L2', eps);
      expect(extent + centre[0]).toBeGreaterThan(eps);
      expect(extent - centre[0]).toBeGreaterThan(eps);
      expect(extent + centre[0]).toBeGreaterThan(length(last));
    }
  });

  test('has some size where the ball has none', () => {
    expect(sliceOf(attackOf(still, still), 0, 'L2', 0).extent).toBe(0.05);
  });
});

describe('the ball in the slice', () => {
  const angles = Array.from({ length: 36 }, (_, i) => (i * Math.PI) / 18);

  test('is a circle in L2, whatever the plane', () => {
    const slice = sliceOf(attacked, 0, 'L2', 1.5);
    expect(slice.corners).toEqual([]);
    for (const angle of angles) {
      const [a, b] = edgeAt(slice, angle);
      expect(Math.hypot(a, b)).toBeCloseTo(1.5, 6);
      expect(Math.atan2(b, a)).toBeCloseTo(Math.atan2(Math.sin(angle), Math.cos(angle)), 6);
    }
  });

  test('is a square in L∞ on a plane of two pixels', () => {
    const corners = cubeSection(Float32Array.of(1, 0, 0), Float32Array.of(0, 1, 0), 0.1);
    const rounded = corners.map((corner) => corner.map((value) => Number(value.toFixed(6))).join());
    expect(rounded.sort()).toEqual(['-0.1,-0.1', '-0.1,0.1', '0.1,-0.1', '0.1,0.1']);
  });

  test('has, in L∞, corners where two pixels reach ε and none goes beyond', () => {
    const { u, v, corners } = sliceOf(attacked, 0, 'Linf', 0.15);
    expect(corners.length).toBeGreaterThan(4);
    expect(corners.length % 2).toBe(0);
    for (const [a, b] of corners) {
      const sizes = Array.from(u, (value, i) => Math.abs(a * value + b * v[i]!)).sort((x, y) => y - x);
      expect(sizes[0]).toBeCloseTo(0.15, 5);
      expect(sizes[1]).toBeCloseTo(0.15, 5);
    }
  });

  test('ends, at every angle, where the perturbation has the size ε', () => {
    for (const norm of ['L2', 'Linf'] as const) {
      const slice = sliceOf(attacked, 0, norm, 0.15);
      for (const angle of angles) {
        const { free } = pictureAt(slice, new Float32Array(pixels), edgeAt(slice, angle));
        expect(sizeIn(norm, free)).toBeCloseTo(0.15, 5);
      }
    }
  });
});

test('a picture of the slice keeps its pixels within 0 and 1, and tells what is left of its perturbation', () => {
  const slice = {
    ...sliceOf(attacked, 0, 'L2', 1),
    u: Float32Array.of(1, 0, 0),
    v: Float32Array.of(0, 1, 0),
  };
  const { image, delta, free } = pictureAt(slice, Float32Array.of(0.75, 0.5, 1), [0.5, -0.25]);
  expect([...image]).toEqual([1, 0.25, 1]);
  expect([...delta]).toEqual([0.25, -0.25, 0]);
  expect([...free]).toEqual([0.5, -0.25, 0]);
});

test('sizes are lengths in L2 and the largest change of a pixel in L∞', () => {
  expect(sizeIn('L2', Float32Array.of(3, -4))).toBe(5);
  expect(sizeIn('Linf', Float32Array.of(3, -4))).toBe(4);
});
