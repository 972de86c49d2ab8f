import { describe, expect, test } from 'vitest';
import {
  brushes,
  decodeMarks,
  encodeMarks,
  mostPoints,
  padSide,
  palette,
  type Mark,
} from '../../../src/components/figures/shared/drawing/marks.ts';
import { blankSheet, painted, readAt } from '../../../src/components/figures/shared/drawing/rasterise.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';

const line: Mark = { colour: 6, width: brushes[1], fill: false, points: [40, 128, 200, 128] };
const square: Mark = {
  colour: 9,
  width: brushes[0],
  fill: true,
  points: [64, 64, 191, 64, 191, 191, 64, 191],
};

/** RGB at a place of the pad. */
const at = (sheet: Uint8ClampedArray, x: number, y: number) =>
  Array.from(sheet.subarray(4 * (y * padSide + x), 4 * (y * padSide + x) + 3));
const rgb = (colour: number) => [...palette[colour]!.rgb];

describe('marks in a link', () => {
  test('come back as they were drawn', () => {
    for (const marks of [[line], [line, square], [{ ...square, points: [5, 250] }]])
      expect(decodeMarks(encodeMarks(marks))).toEqual(marks);
  });

  test('come back at their longest, and not when the drawing is too long', () => {
    const long = { ...line, points: Array.from({ length: 2 * mostPoints }, (_, i) => i % 256) };
    expect(decodeMarks(encodeMarks([long]))).toEqual([long]);
    expect(decodeMarks(encodeMarks(Array.from({ length: 7 }, () => long)))).toBeUndefined();
  });

  test('are refused where no pad has drawn them', () => {
    const random = seededRandom(3);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let i = 0; i < 2000; i++) {
      const length = Math.floor(random() * 20);
      const text = Array.from({ length }, () => letters[Math.floor(random() * 64)]).join('');
      const marks = decodeMarks(text);
      if (marks) expect(encodeMarks(marks)).toBe(text);
    }
    for (const text of [
      '',
      '*',
      'A',
      encodeMarks([{ ...line, colour: 12 }]),
      encodeMarks([line]).slice(0, -2),
    ])
      expect(decodeMarks(text), text).toBeUndefined();
  });
});

describe('a drawing', () => {
  test('covers what a brush goes over and what a shape goes round, and nothing else', () => {
    const sheet = painted(blankSheet(1), [square, line]);
    expect(at(sheet, 120, 128)).toEqual(rgb(6));
    expect(at(sheet, 120, 100)).toEqual(rgb(9));
    expect(at(sheet, 120, 128 + brushes[1])).toEqual(rgb(9));
    expect(at(sheet, 20, 20)).toEqual(rgb(1));
    expect(at(sheet, 199, 100)).toEqual(rgb(1));
  });

  test('leaves the sheet below it as it was', () => {
    const blank = blankSheet(0);
    painted(blank, [line]);
    expect(blank).toEqual(blankSheet(0));
  });

  test('is a dot where the brush was only set down, and stays inside at the edges', () => {
    const sheet = painted(blankSheet(0), [{ ...line, points: [0, 255] }]);
    expect(at(sheet, 0, 255)).toEqual(rgb(6));
    expect(at(sheet, 30, 255)).toEqual(rgb(0));
  });

  test('is read as the average of what each pixel of a network covers', () => {
    const { width, pixels } = readAt(painted(blankSheet(0), [square]), 32);
    expect([width, pixels.length]).toEqual([32, 32 * 32 * 3]);
    const blue = palette[9]!.rgb[2] / 255;
    expect(pixels[3 * (16 * 32 + 16) + 2]).toBeCloseTo(blue, 5);
    expect(pixels[3 * (2 * 32 + 2) + 2]).toBeCloseTo(palette[0]!.rgb[2] / 255, 5);
  });
});
