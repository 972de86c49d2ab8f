import { describe, expect, test } from 'vitest';
import { mapPixels, matrixPixels, picturePixels } from '../../../src/components/figures/gram/draw.ts';
import {
  channelOf,
  gramOf,
  largestChange,
  meanOf,
  orderOf,
  productOf,
  type Activations,
} from '../../../src/components/figures/gram/matrix.ts';
import { moved, scrambled } from '../../../src/components/figures/gram/scramble.ts';
import { changeWords, short } from '../../../src/components/figures/gram/words.ts';
import { hashed } from '../../hashed.ts';

const seenOf = (side: number, channels: number, seed: number): Activations => ({
  width: side,
  height: side,
  channels,
  activations: hashed(side * side * channels, seed, 0, 1),
});

describe('The Gram matrix', () => {
  test('holds the mean over all places of the product of two channels', () => {
    const seen = seenOf(8, 5, 1);
    const gram = gramOf(seen);
    for (let i = 0; i < 5; i++)
      for (let j = 0; j < 5; j++) {
        const mean = meanOf(productOf(channelOf(seen, i), channelOf(seen, j)));
        expect(gram[i * 5 + j]).toBeCloseTo(mean, 6);
      }
  });

  test('of two places, by hand', () => {
    const gram = gramOf({ width: 2, height: 1, channels: 2, activations: Float32Array.of(1, 2, 3, 0) });
    expect([...gram]).toEqual([5, 1, 1, 2]);
  });

  test.each([1, 4, 16])('is the same when %i blocks on a side change places', (blocks) => {
    const seen = seenOf(16, 6, 2);
    const change = largestChange(gramOf(seen), gramOf(moved(seen, scrambled(16, blocks, 3))));
    expect(change).toBeLessThan(1e-6);
  });

  test('is another one when channels move apart from each other, so that the test above can fail', () => {
    const seen = seenOf(16, 6, 2);
    const order = scrambled(16, 16, 3);
    const torn = { ...seen, activations: seen.activations.slice() };
    order.forEach((from, to) => (torn.activations[to * 6] = seen.activations[from * 6]!));
    expect(largestChange(gramOf(seen), gramOf(torn))).toBeGreaterThan(0.01);
  });
});

describe('Scrambling', () => {
  test.each([1, 2, 8, 32])('puts every place somewhere exactly once, %i blocks on a side', (blocks) => {
    const order = scrambled(32, blocks, 5);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1024 }, (_, i) => i));
  });

  test('keeps each block whole', () => {
    const order = scrambled(8, 2, 5);
    for (const place of [0, 4, 32, 36]) {
      for (const [dy, dx] of [
        [1, 0],
        [0, 1],
        [3, 3],
      ] as const) {
        expect(order[place + 8 * dy + dx]! - order[place]!).toBe(8 * dy + dx);
      }
    }
  });

  test('moves something, the same way every time', () => {
    expect([...scrambled(16, 8, 7)]).not.toEqual(Array.from({ length: 256 }, (_, i) => i));
    expect(scrambled(16, 8, 7)).toEqual(scrambled(16, 8, 7));
  });
});

describe('The order of channels', () => {
  test('brings those together that are active in the same places', () => {
    // Even channels are active on the left, odd ones on the right, and the last one never.
    const noise = hashed(400 * 9, 4, 0, 0.2);
    const activations = Float32Array.from(noise, (value, at) => {
      const [place, channel] = [Math.floor(at / 9), at % 9];
      if (channel === 8) return 0;
      return value + (place % 20 < 10 === (channel % 2 === 0) ? 1 : 0);
    });
    const order = orderOf(gramOf({ width: 20, height: 20, channels: 9, activations }));
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(order[8]).toBe(8);
    expect(new Set(order.slice(0, 4).map((channel) => channel % 2)).size).toBe(1);
    expect(new Set(order.slice(4, 8).map((channel) => channel % 2)).size).toBe(1);
  });
});

describe('The pictures', () => {
  const pixels = Float32Array.from({ length: 4 * 4 * 3 }, (_, i) => Math.floor(i / 3) / 16);
  const picture = { width: 4, height: 4, pixels };

  test('show each patch where its place has gone', () => {
    // The two places of the upper row change with those of the lower one.
    const rgba = picturePixels(picture, Uint32Array.of(2, 3, 0, 1));
    const reds = Array.from({ length: 16 }, (_, i) => Math.round((rgba[4 * i]! / 255) * 16));
    expect(reds).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('light up where a channel is active, and only there', () => {
    const rgba = mapPixels(picture, Float32Array.of(0, 0, 0, 2), undefined);
    const isGrey = (at: number) => rgba[4 * at] === rgba[4 * at + 1] && rgba[4 * at] === rgba[4 * at + 2];
    expect([0, 1, 2, 3, 4, 8, 9].every(isGrey)).toBe(true);
    expect([10, 11, 14, 15].some(isGrey)).toBe(false);
  });

  test('draw the matrix in the order of its channels, the largest entry blackest', () => {
    const rgba = matrixPixels(Float32Array.of(1, 0, 0, 4), [1, 0]);
    expect([3, 7, 11, 15].map((at) => rgba[at])).toEqual([255, 0, 0, 128]);
  });
});

test('Words say what was found: the same but for rounding, or how different', () => {
  expect(changeWords('all', 3e-7)).toContain('Every place stands somewhere else now');
  expect(changeWords('blocks', 3e-7)).toContain('no entry differs by more than rounding');
  expect(changeWords('all', 0.021)).toContain('differs by up to 2.1 %');
  expect([0, 0.31759, 0.00004, 12.345].map(short)).toEqual(['0', '0.318', '4.0e-5', '12.3']);
});
