import { expect, test } from 'vitest';
import { squareOf } from '../../../src/lib/pictures/crop.ts';

/** A picture whose pixels say where they are. */
const places = (width: number, height: number) => ({
  width,
  height,
  pixels: Float32Array.from({ length: width * height * 3 }, (_, i) => Math.floor(i / 3) / (width * height)),
});

test('a square is cut from the middle of a wide picture and of a tall one', () => {
  const reds = ({ pixels }: { pixels: Float32Array }) => [...pixels].filter((_, i) => i % 3 === 0);
  const at = (width: number, height: number, ...indices: number[]) =>
    indices.map((i) => Math.fround(i / (width * height)));
  expect(reds(squareOf(places(4, 2), 2))).toEqual(at(4, 2, 1, 2, 5, 6));
  expect(reds(squareOf(places(2, 5), 2))).toEqual(at(2, 5, 2, 3, 4, 5));
});

test('a square takes the size that is asked for, and its average stays', () => {
  const square = squareOf(places(30, 10), 20);
  expect([square.width, square.height, square.pixels.length]).toEqual([20, 20, 1200]);
  const mean = ({ pixels }: { pixels: Float32Array }) => pixels.reduce((a, b) => a + b, 0) / pixels.length;
  expect(mean(square)).toBeCloseTo(mean(places(30, 10)), 2);
});
