import { describe, expect, test } from 'vitest';
import { blurred, luma } from '../../../src/lib/classical/smooth.ts';
import { transferTexture } from '../../../src/lib/classical/texture-transfer.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';
import type { Picture } from '../../../src/lib/pictures/picture.ts';
import { painted } from './pictures.ts';

const random = seededRandom(11);
/** A style in which no colour stands twice, so that a copied pixel tells where it comes from. */
const style = painted(64, 48, (x, y) => [y / 48, x / 64, random()]);
const picture = painted(72, 60, (x, y) =>
  Math.hypot(x - 36, y - 30) < 18 ? [0.9, 0.9, 0.9] : [0.2, 0.1, 0.1],
);

function transferred(changes: object = {}): Picture {
  const config = { picture, style, fidelity: 1, reach: 2, chances: 2, seed: 5, parts: 1, ...changes };
  return Array.from(transferTexture(config)).at(-1)!.canvas;
}

const keyOf = ({ pixels }: Picture, i: number) => pixels.subarray(3 * i, 3 * i + 3).join();
const places = new Map(Array.from({ length: 64 * 48 }, (_, i) => [keyOf(style, i), i]));
const sourcesOf = (result: Picture) =>
  Array.from({ length: result.width * result.height }, (_, i) => places.get(keyOf(result, i)));

describe('Texture transfer', () => {
  test('uses no colour that is not in the style', () => {
    expect(sourcesOf(transferred())).not.toContain(undefined);
  });

  test('copies pieces: most pixels continue their neighbour’s, and more where lightness counts less', () => {
    const coherent = (fidelity: number) => {
      const sources = sourcesOf(transferred({ fidelity })) as number[];
      const continues = sources.filter((from, i) => i % 72 > 0 && from === sources[i - 1]! + 1);
      return continues.length / sources.length;
    };
    expect(coherent(0.05)).toBeGreaterThan(0.6);
    expect(coherent(0.05)).toBeGreaterThan(coherent(50) + 0.2);
  });

  test('puts light where the picture is light', () => {
    const light = blurred(luma(transferred({ fidelity: 20 })), 72, 60, 1.5);
    const disc = (inside: boolean) =>
      light.filter((_, i) => Math.hypot((i % 72) - 36, Math.floor(i / 72) - 30) < 18 === inside);
    const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(disc(true))).toBeGreaterThan(mean(disc(false)) + 0.2);
  });

  test('paints a dark picture with all of a light style: tones are matched by their order', () => {
    const dim = { ...picture, pixels: picture.pixels.map((value) => value / 4) };
    expect(transferred({ picture: dim }).pixels).toEqual(transferred().pixels);
  });

  test.each([
    [3, 3],
    [1, 40],
    [40, 1],
  ])('takes even a style of %d x %d pixels', (width, height) => {
    const small = painted(width, height, (x, y) => [x / width, y / height, 0.5]);
    const colours = new Set(Array.from({ length: width * height }, (_, i) => keyOf(small, i)));
    const result = transferred({ style: small });
    for (let i = 0; i < 72 * 60; i++) expect(colours).toContain(keyOf(result, i));
  });

  test.each([
    ['a reach of one and a half pixels', { reach: 1.5 }],
    ['a reach that is no number', { reach: NaN }],
    ['a reach without end', { reach: Infinity }],
    ['a reach below nothing', { reach: -2 }],
    ['half a try', { chances: 0.5 }],
    ['tries that are no number', { chances: NaN }],
    ['tries without end', { chances: Infinity }],
    ['a fidelity that is no number', { fidelity: NaN }],
    ['a fidelity without end', { fidelity: Infinity }],
    ['a picture that is no picture', { picture: { ...picture, pixels: picture.pixels.map(() => NaN) } }],
    ['a style with a hole', { style: { ...style, pixels: style.pixels.map((v, i) => (i < 99 ? NaN : v)) } }],
  ])('comes to an end with %s, and leaves no pixel bare', (_, changes) => {
    const result = transferred(changes);
    expect(result.pixels).toHaveLength(72 * 60 * 3);
    const holed = 'style' in changes ? changes.style.pixels : style.pixels;
    const offered = new Set(holed);
    expect(result.pixels.every((value) => offered.has(value))).toBe(true);
  });

  test('takes a reach between two pixels for the nearest that there is', () => {
    expect(transferred({ reach: 1.6 }).pixels).toEqual(transferred({ reach: 2 }).pixels);
  });
});
