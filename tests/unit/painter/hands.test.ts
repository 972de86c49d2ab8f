import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { measureNames, measureRanges } from '../../../src/lib/painter/hand.ts';
import type * as Painter from '../../../src/lib/painter/index.ts';
import type { Picture } from '../../../src/lib/pictures/picture.ts';

// Bundled, so that it runs as it does in the page: calls between modules that Vitest has transformed take five
// times as long, and painting is nothing but calls.
const { outputFiles } = await build({
  entryPoints: ['src/lib/painter/index.ts'],
  bundle: true,
  format: 'esm',
  write: false,
});
const { handNames, hands, paint, startPainting } = (await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`
)) as typeof Painter;

const size = 64;

/** Bytes as a screen shows them. */
const bytesOf = ({ pixels }: Picture) => Uint8Array.from(pixels, (value) => Math.round(value * 255));
const hashOf = (picture: Picture) => createHash('sha256').update(bytesOf(picture)).digest('hex').slice(0, 16);

/** The mean difference of two pictures' pixels, in [0, 1]. */
function difference(one: Picture, other: Picture): number {
  const sum = one.pixels.reduce((total, value, i) => total + Math.abs(value - other.pixels[i]!), 0);
  return sum / one.pixels.length;
}

/** Half the size, each pixel the mean of four. */
function halved({ width, pixels }: Picture): Picture {
  const half = width / 2;
  const mean = new Float32Array(half * half * 3);
  pixels.forEach((value, i) => {
    const [x, y, c] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width), i % 3];
    mean[((y >> 1) * half + (x >> 1)) * 3 + c]! += value / 4;
  });
  return { width: half, height: half, pixels: mean };
}

/**
 * What each hand paints with seed 1 at 64 pixels. Whoever changes a hand on purpose puts the new value here, and
 * paints the site's pictures anew: npm run pictures.
 */
const painted: Record<Painter.HandName, string> = {
  swirls: '5f803202fc3bb900',
  facets: 'e8a65043e4e4f793',
  woodblock: '9d1e6724f0a82da3',
  points: '67784270d92e1906',
  etching: '172799f86e486a42',
  circles: 'db2c15cb796657f1',
  mosaic: '82ad380fa6d43ce3',
};

describe.each(handNames)('the hand %s', { timeout: 60_000 }, (name) => {
  const picture = paint(name, { seed: 1, size });

  test('paints the picture that it has always painted', () => {
    expect(hashOf(picture)).toBe(painted[name]);
  });

  test('fills a square with colours in range', () => {
    expect(picture).toMatchObject({ width: size, height: size });
    expect(picture.pixels).toHaveLength(size * size * 3);
    expect(picture.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test('paints another picture with another seed, and one composition at every size', () => {
    const other = difference(paint(name, { seed: 2, size }), picture);
    const larger = difference(halved(paint(name, { seed: 1, size: 2 * size })), picture);
    expect(other).toBeGreaterThan(0.03);
    expect(larger).toBeLessThan(0.5 * other);
  });

  test('paints in the palette it is given', () => {
    const names = ['dusk', 'studio', 'fjord'] as const;
    const colours = names.map((palette) => hashOf(paint(name, { seed: 1, size: 24, palette })));
    expect(new Set(colours).size).toBe(names.length);
  });

  const usual = paint(name, { seed: 1, size: 24 });

  test.each(measureNames)('heeds how much %s it is given, if it says so', (measure) => {
    const [low] = measureRanges[measure];
    const changed = paint(name, { seed: 1, size: 24, measures: { [measure]: low } });
    expect(difference(changed, usual) > 0).toBe(measure in hands[name].measures);
    expect(changed.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test('paints the same when it is watched; what is done only grows, and ends at 1', () => {
    const painting = startPainting(name, { seed: 1, size });
    const done: number[] = [];
    while (painting.next()) done.push(painting.done);
    expect(done.length).toBeGreaterThan(5);
    expect(done.every((value, i) => value >= (done[i - 1] ?? 0) && value <= 1)).toBe(true);
    expect(painting.done).toBe(1);
    expect(painting.picture().pixels).toEqual(picture.pixels);
  });
});

test('a size that is no size is refused in words', () => {
  expect(() => paint('swirls', { seed: 1, size: 8 })).toThrow('Expected a size of 16 to 2048 pixels, got 8.');
  expect(() => paint('swirls', { seed: 1, size: 64.5 })).toThrow('got 64.5.');
});
