import { describe, expect, test } from 'vitest';
import { LbfgsMemory } from '../../../src/lib/optimizers/lbfgs-memory.ts';
import { randomValues } from '../../helpers.ts';

const size = 12;
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
const vector = (seed: number) => Array.from(randomValues(size, seed));
const plus = (a: number[], factor: number, b: number[]) => a.map((value, i) => value + factor * b[i]!);

/** -H g by the textbook: Nocedal and Wright 2006, algorithm 7.4, on the vectors themselves. */
function twoLoops(pairs: { s: number[]; y: number[] }[], g: number[]): number[] {
  let q = g;
  const alphas = pairs.toReversed().map(({ s, y }) => {
    const alpha = dot(s, q) / dot(s, y);
    q = plus(q, -alpha, y);
    return alpha;
  });
  const last = pairs.at(-1);
  const scale = last ? dot(last.s, last.y) / dot(last.y, last.y) : 1;
  let r = q.map((value) => scale * value);
  for (const [i, { s, y }] of pairs.entries()) {
    const beta = dot(y, r) / dot(s, y);
    r = plus(r, alphas[pairs.length - 1 - i]! - beta, s);
  }
  return r.map((value) => -value);
}

/** Steps with curvature, as a convex function gives them: y is s times something positive, and a little more. */
function walk(steps: number) {
  const gradients = [vector(1)];
  const pairs: { s: number[]; y: number[] }[] = [];
  for (let k = 0; k < steps; k++) {
    const s = vector(10 + k);
    const y = s.map((value, i) => value * (1 + i) + 0.2 * vector(50 + k)[i]!);
    pairs.push({ s, y });
    gradients.push(plus(gradients[k]!, 1, y));
  }
  return { gradients, pairs };
}

/** What the memory is told of a step, the vectors being at hand. */
function told(kept: { s: number[]; y: number[] }[], { s, y }: { s: number[]; y: number[] }, g: number[]) {
  return {
    sy: dot(s, y),
    yy: dot(y, y),
    sg: dot(s, g),
    yg: dot(y, g),
    gg: dot(g, g),
    oldSy: kept.map((pair) => dot(pair.s, y)),
    oldYy: kept.map((pair) => dot(pair.y, y)),
  };
}

describe('The memory of L-BFGS', () => {
  test("gives the two-loop recursion's direction and slope, as it fills and as it forgets", () => {
    const capacity = 4;
    const { gradients, pairs } = walk(9);
    const memory = new LbfgsMemory(capacity, dot(gradients[0]!, gradients[0]!));
    let kept: typeof pairs = [];
    for (let k = 0; k <= pairs.length; k++) {
      const g = gradients[k]!;
      const { combination, slope } = memory.direction();
      let direction = g.map((value) => combination.g * value);
      kept.forEach(({ s, y }, i) => {
        direction = plus(plus(direction, combination.s[i]!, s), combination.y[i]!, y);
      });
      const expected = twoLoops(kept, g);
      expect(direction).toBeNear(expected, 1e-9);
      expect(slope).toBeCloseTo(dot(expected, g), 9);
      if (k === pairs.length) break;
      expect(memory.add(told(kept, pairs[k]!, gradients[k + 1]!))).toBe(true);
      kept = [...kept, pairs[k]!].slice(-capacity);
      expect(memory.size).toBe(kept.length);
    }
  });

  test('leaves a pair without curvature out, and follows the gradient all the same', () => {
    const { gradients, pairs } = walk(3);
    const memory = new LbfgsMemory(10, dot(gradients[0]!, gradients[0]!));
    memory.add(told([], pairs[0]!, gradients[1]!));
    const backwards = { s: pairs[1]!.s.map((value) => -value), y: pairs[1]!.y };
    expect(memory.add(told([pairs[0]!], backwards, gradients[2]!))).toBe(false);
    expect(memory.size).toBe(1);
    const expected = twoLoops([pairs[0]!], gradients[2]!);
    expect(memory.direction().slope).toBeCloseTo(dot(expected, gradients[2]!), 9);
  });

  test('is steepest descent when there is nothing to remember', () => {
    const memory = new LbfgsMemory(10, 7);
    expect(memory.direction()).toEqual({ combination: { s: [], y: [], g: -1 }, slope: -7 });
  });
});
