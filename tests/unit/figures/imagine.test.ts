import { describe, expect, test } from 'vitest';
import { blurOf, statisticsOf } from '../../../src/components/figures/imagine/blurs.ts';
import {
  configOf,
  model,
  perWall,
  seedsOf,
  side,
  wallOf,
} from '../../../src/components/figures/imagine/state.ts';
import { cifarClasses } from '../../../src/components/figures/shared/networks/cifar10.ts';

describe('a wall', () => {
  test('holds a picture of each seed once', () => {
    expect(wallOf(1)).toEqual(wallOf(perWall));
    expect(wallOf(perWall + 1)[0]).toBe(perWall + 1);
    expect(new Set([1, 13, 25].flatMap(wallOf)).size).toBe(3 * perWall);
  });

  test('stays the same run, whichever of its pictures is looked at', () => {
    const wall = { ...model.defaults, wall: true };
    expect(model.sameRun(wall, { ...wall, seed: 5 })).toBe(true);
    expect(model.sameRun(wall, { ...wall, seed: perWall + 1 })).toBe(false);
    expect(model.sameRun(model.defaults, { ...model.defaults, seed: 5 })).toBe(false);
  });

  test('is drawn by the settings of a single picture, seen less often', () => {
    const starts = [blurOf('ship', 3)];
    const single = configOf({ ...model.defaults, class: 'ship' }, starts);
    const wall = configOf({ ...model.defaults, class: 'ship', wall: true }, starts);
    expect({ ...wall, every: 1 }).toEqual(single);
    expect(single.label).toBe(8);
    expect(seedsOf({ ...model.defaults, wall: true })).toHaveLength(perWall);
  });
});

describe('a blur', () => {
  test('is a picture of the size that the networks read, the same for the same seed', () => {
    const blur = blurOf('dog', 7);
    expect([blur.width, blur.height]).toEqual([side, side]);
    expect(blur).toEqual(blurOf('dog', 7));
    expect(blur).not.toEqual(blurOf('dog', 8));
    expect(blur.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test.each(cifarClasses)('of the class %s comes from means and axes of 8 x 8 pixels', (name) => {
    const { side: small, mean, components, rest } = statisticsOf(name);
    const numbers = small * small * 3;
    expect(mean).toHaveLength(numbers);
    expect(components.map(({ length }) => length)).toEqual(Array.from(components, () => numbers));
    // The longest axis first, and less is left out than it shows.
    const lengths = components.map((component) => Math.hypot(...component));
    expect(lengths[0]).toBe(Math.max(...lengths));
    expect(rest).toBeGreaterThan(0);
    expect(rest * small).toBeLessThan(lengths[0]!);
  });
});
