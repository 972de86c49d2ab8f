import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../src/lib/pictures/picture.ts';
import { averageBlocks, fitted, resizePicture } from '../../../src/lib/pictures/resize.ts';

function painted(width: number, height: number, colour: (x: number, y: number) => number[]): Picture {
  const pixels = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels.set(colour(x, y), 3 * (y * width + x));
  return { width, height, pixels };
}

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const farthest = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe('A resized picture', () => {
  test.each([
    [1, 1],
    [7, 5],
    [40, 11],
    [93, 61],
  ])('of one colour keeps that colour at %d x %d', (width, height) => {
    const { pixels } = resizePicture(
      painted(31, 17, () => [0.2, 0.5, 0.9]),
      width,
      height,
    );
    expect(pixels.length).toBe(width * height * 3);
    expect(farthest(pixels, painted(width, height, () => [0.2, 0.5, 0.9]).pixels)).toBeLessThan(1e-6);
  });

  test('of its own size is the same picture, in memory of its own', () => {
    const picture = painted(6, 4, (x, y) => [x / 6, y / 4, 0]);
    const same = resizePicture(picture, 6, 4);
    expect(same.pixels).toEqual(picture.pixels);
    expect(same.pixels.buffer).not.toBe(picture.pixels.buffer);
  });

  test.each([16, 32, 128])('keeps a ramp where it was, away from the edges, from 64 to %d pixels', (side) => {
    const ramp = (n: number) => painted(n, n, (x, y) => [(x + 0.5) / n, (y + 0.5) / n, 0.5]);
    const { pixels } = resizePicture(ramp(64), side, side);
    const expected = ramp(side).pixels;
    const edge = Math.ceil(side / 8);
    for (let y = edge; y < side - edge; y++) {
      for (let x = edge; x < side - edge; x++) {
        const at = 3 * (y * side + x);
        expect(Math.abs(pixels[at]! - expected[at]!)).toBeLessThan(1e-5);
        expect(Math.abs(pixels[at + 1]! - expected[at + 1]!)).toBeLessThan(1e-5);
      }
    }
  });

  test('turns stripes that are too fine for it into grey, not into other stripes', () => {
    const stripes = painted(300, 300, (x) => (x % 2 ? [1, 1, 1] : [0, 0, 0]));
    const { pixels } = resizePicture(stripes, 97, 97);
    const middle = pixels.filter((_, i) => Math.floor(i / 3) % 97 > 3 && Math.floor(i / 3) % 97 < 93);
    expect(Math.max(...middle) - Math.min(...middle)).toBeLessThan(0.03);
    expect(mean(middle)).toBeCloseTo(0.5, 2);
  });

  test('stays between 0 and 1 where an edge overshoots', () => {
    const { pixels } = resizePicture(
      painted(8, 8, (x) => (x < 4 ? [0, 0, 0] : [1, 1, 1])),
      64,
      64,
    );
    expect(Math.min(...pixels)).toBe(0);
    expect(Math.max(...pixels)).toBe(1);
  });

  test('does not mix columns and rows', () => {
    const tall = resizePicture(
      painted(2, 4, (_, y) => [y < 2 ? 1 : 0, 0, 0]),
      6,
      2,
    );
    expect(Array.from(tall.pixels.filter((_, i) => i % 3 === 0))).toSatisfy((reds: number[]) =>
      reds.every((red, i) => (i < 6 ? red > 0.8 : red < 0.2)),
    );
  });

  test.each([0, -3, 2.5, NaN])('cannot have a side of %d', (side) => {
    const picture = painted(2, 2, () => [0, 0, 0]);
    expect(() => resizePicture(picture, side, 2)).toThrow(/^Expected a picture's side to be a whole number/);
  });
});

test.each([
  [4000, 3000, 1024, 1024, 768],
  [3000, 4000, 512, 384, 512],
  [9000, 3, 100, 100, 1],
])('%d x %d pixels fit a square of %d as %d x %d', (width, height, longSide, fitWidth, fitHeight) => {
  expect(fitted(width, height, longSide)).toEqual({ width: fitWidth, height: fitHeight });
});

test('Blocks are averaged by colour, and those cut short at the edge by what they have', () => {
  const grey = (...values: number[]) => values.flatMap((value) => [value, value, 255 - value, 255]);
  const rgba = Uint8ClampedArray.from([...grey(0, 255, 51), ...grey(255, 0, 153), ...grey(102, 204, 255)]);
  const pixels = Array.from(averageBlocks(rgba, 3, 2), (value) => Number(value.toFixed(4)));
  expect(pixels).toEqual([0.5, 0.5, 0.5, 0.4, 0.4, 0.6, 0.6, 0.6, 0.4, 1, 1, 0]);
});
