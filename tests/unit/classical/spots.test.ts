import { expect, test } from 'vitest';
import { paintSpots } from '../../../src/lib/classical/spots.ts';
import type { Picture } from '../../../src/lib/pictures/picture.ts';
import { fieldMeans, painted } from './pictures.ts';

const side = 120;
const scene = painted(side, side, (x, y) => [
  0.3 + (0.4 * x) / side,
  0.6 - (0.3 * y) / side,
  x + y < side ? 0.35 : 0.65,
]);

function spotsOf(picture: Picture, changes: object = {}): Picture {
  const config = { picture, size: 5, variety: 0.6, scatter: 0.2, seed: 2, parts: 1, ...changes };
  return Array.from(paintSpots(config)).at(-1)!.canvas;
}

function worstField(a: Picture, b: Picture, across: number): number {
  const [one, other] = [fieldMeans(a, across), fieldMeans(b, across)];
  return Math.max(...one.flatMap((colour, i) => colour.map((value, c) => Math.abs(value - other[i]![c]!))));
}

test('Seen from afar, spots have the colours of the picture, scattered or not', () => {
  expect(worstField(spotsOf(scene, { scatter: 0 }), scene, 4)).toBeLessThan(0.03);
  expect(worstField(spotsOf(scene), scene, 4)).toBeLessThan(0.06);
});

test('Seen close, scattered colours differ from the picture, and more so the more they are scattered', () => {
  const flat = painted(side, side, () => [0.5, 0.45, 0.4]);
  const spread = (scatter: number) => {
    const { pixels } = spotsOf(flat, { scatter });
    return Math.sqrt(
      pixels.reduce((sum, value, i) => sum + (value - flat.pixels[i]!) ** 2, 0) / pixels.length,
    );
  };
  expect(spread(0)).toBeLessThan(0.05);
  expect(spread(0.1)).toBeGreaterThan(0.04);
  expect(spread(0.4)).toBeGreaterThan(1.5 * spread(0.1));
});

test('Spots cover the canvas', () => {
  const dark = painted(side, side, () => [0.1, 0.1, 0.1]);
  for (const [size, variety] of [
    [4, 0],
    [4, 1],
    [15, 0.5],
  ]) {
    const { pixels } = spotsOf(dark, { size, variety, scatter: 0 });
    const bare = pixels.filter((value, i) => i % 3 === 0 && value > 0.5).length / (side * side);
    expect(bare, `radius ${size}, variety ${variety}`).toBeLessThan(0.02);
  }
});

test('Smaller spots keep more of the detail', () => {
  const stripes = painted(side, side, (x) => (x % 12 < 6 ? [0.2, 0.2, 0.2] : [0.8, 0.8, 0.8]));
  const error = (size: number) => {
    const { pixels } = spotsOf(stripes, { size, variety: 0, scatter: 0 });
    return pixels.reduce((sum, value, i) => sum + Math.abs(value - stripes.pixels[i]!), 0) / pixels.length;
  };
  expect(error(2)).toBeLessThan(0.6 * error(6));
});
