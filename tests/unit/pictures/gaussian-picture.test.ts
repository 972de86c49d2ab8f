import { expect, test } from 'vitest';
import { gaussianPicture } from '../../../src/lib/pictures/gaussian-picture.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';

const side = 2;
const mean = new Float32Array(side * side * 3).fill(0.5);
/** Red against blue, everywhere. */
const component = Float32Array.from(mean, (_, i) => [0.05, 0, -0.05][i % 3]!);

function draws(count: number, rest: number) {
  const random = seededRandom(4);
  const statistics = { side, mean, components: [component], rest };
  return Array.from({ length: count }, () => gaussianPicture(statistics, random).pixels);
}
const deviation = (values: number[]) => {
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length);
};

test('draws vary along the components as they are long, and otherwise in brightness alone', () => {
  const all = draws(4000, 0.02);
  expect(deviation(all.map((pixels) => pixels[0]! - pixels[2]!))).toBeCloseTo(0.1, 2);
  expect(deviation(all.map((pixels) => pixels[1]!))).toBeCloseTo(0.02, 2);
  const average = all.reduce((sum, pixels) => sum + pixels[4]!, 0) / all.length;
  expect(average).toBeCloseTo(0.5, 2);
});

test('a draw is a picture, however wide the Gaussian is', () => {
  for (const pixels of draws(50, 2)) expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
});
