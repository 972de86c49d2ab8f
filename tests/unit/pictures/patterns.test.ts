import { expect, test } from 'vitest';
import { patternNames, patternPicture } from '../../../src/lib/pictures/patterns.ts';
import { requirePicture } from '../../../src/lib/pictures/picture.ts';
import { resizePicture } from '../../../src/lib/pictures/resize.ts';

test.each(patternNames)('%s are a picture that experiments take, the same for the same seed', (name) => {
  const picture = patternPicture(name, 32, 3);
  requirePicture('pattern', picture);
  expect(patternPicture(name, 32, 3)).toEqual(picture);
  expect(patternPicture(name, 32, 4).pixels).not.toEqual(picture.pixels);
  const mean = picture.pixels.reduce((a, b) => a + b, 0) / picture.pixels.length;
  const spread = picture.pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / picture.pixels.length;
  expect(Math.sqrt(spread)).toBeGreaterThan(0.1);
});

test.each(patternNames.filter((name) => name !== 'noise'))('%s look alike at every size', (name) => {
  const [small, large] = [patternPicture(name, 32, 3), patternPicture(name, 128, 3)];
  const shrunk = resizePicture(large, 32, 32).pixels;
  const off = shrunk.reduce((sum, value, i) => sum + Math.abs(value - small.pixels[i]!), 0) / shrunk.length;
  expect(off).toBeLessThan(0.1);
});
