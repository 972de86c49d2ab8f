import { describe, expect, test } from 'vitest';
import {
  finest,
  GridBuilder,
  mapPixels,
  outlineOf,
  type Grid,
} from '../../../src/components/figures/attack/regions.ts';
import { classColours } from '../../../src/components/figures/attack/colours.ts';
import { randomValues } from '../../helpers.ts';

/** A map on which each point is read as what `read` says of its row and column. */
function gridOf(read: (row: number, column: number) => number, side = finest, sure = 0.9): Grid {
  const probabilities = new Float32Array(side * side * 10).fill((1 - sure) / 9);
  for (let point = 0; point < side * side; point++)
    probabilities[point * 10 + read(Math.floor(point / side), point % side)] = sure;
  return { side, probabilities };
}

/** The points of the grid at this stride, with ten numbers each that tell where they belong. */
function chunkOf(stride: number, whole = true) {
  const points: number[] = [];
  for (let row = 0; row < finest; row += stride)
    for (let column = 0; column < finest; column += stride) points.push(row * finest + column);
  const probabilities = Float32Array.from({ length: points.length * 10 }, (_, i) => {
    return points[Math.floor(i / 10)]! + (i % 10) / 16;
  });
  const known = { step: points.length, of: finest * finest, stride: whole ? stride : Infinity };
  return { ...known, points: Uint16Array.from(points), probabilities };
}

describe('a map that comes in chunks', () => {
  test('is not shown before its coarsest grid is whole', () => {
    expect(new GridBuilder().add(chunkOf(8, false))).toBeUndefined();
  });

  test.each([8, 4, 2, 1])('has every point in its place at a stride of %i', (stride) => {
    const { side, probabilities } = new GridBuilder().add(chunkOf(stride))!;
    expect(side).toBe((finest - 1) / stride + 1);
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++)
        expect(probabilities[(row * side + column) * 10 + 3]).toBe((row * finest + column) * stride + 3 / 16);
  });

  test('keeps what earlier chunks brought', () => {
    const builder = new GridBuilder();
    builder.add(chunkOf(8));
    const half = { ...chunkOf(8), stride: 8, points: Uint16Array.of(8), probabilities: new Float32Array(10) };
    const { probabilities } = builder.add(half)!;
    expect([...probabilities.subarray(10, 20)]).toEqual(Array(10).fill(0));
    expect(probabilities[20]).toBe(16);
  });
});

describe('the outline of a map', () => {
  test('is empty where the whole map is read as the label', () => {
    const { border, labels } = outlineOf(
      gridOf(() => 3),
      3,
    );
    expect(border).toBe('');
    expect(labels.map(({ digit }) => digit)).toEqual([3]);
  });

  test('runs where the label’s region ends, and nowhere along the frame', () => {
    const { border } = outlineOf(
      gridOf((_, column) => (column <= 20 ? 3 : 5)),
      3,
    );
    const corners = [...border.matchAll(/[ML](\S+) ([^ML]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(corners.length).toBeGreaterThan(finest - 3);
    for (const [x] of corners) expect(x).toBeCloseTo(20.5 / 40, 2);
    const heights = corners.map(([, y]) => y!);
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(0.9);
  });

  test('writes each digit inside of its own region, off the band of the attack’s path', () => {
    const read = (row: number, column: number) => (row < 20 ? (column < 15 ? 2 : 7) : 4);
    const { labels } = outlineOf(gridOf(read), 2);
    expect(labels.map(({ digit }) => digit)).toEqual([2, 4, 7]);
    for (const { digit, x, y } of labels) {
      expect(read(Math.floor(y * finest), Math.floor(x * finest))).toBe(digit);
      expect(Math.abs(y - 0.5)).toBeGreaterThan(0.15);
    }
  });

  test('leaves regions without a digit that have no room for one', () => {
    const { labels } = outlineOf(
      gridOf((row, column) => (row === 5 && column === 5 ? 9 : 1)),
      1,
    );
    expect(labels.map(({ digit }) => digit)).toEqual([1]);
  });

  test('is the same for the same map', () => {
    const random = { side: 11, probabilities: randomValues(11 * 11 * 10, 7, 0, 1) };
    expect(outlineOf(random, 0)).toEqual(outlineOf(random, 0));
    expect(outlineOf(random, 0).border).not.toContain('NaN');
  });
});

describe('the colours of a map', () => {
  const size = 9;

  test('leave the label’s own region bare where the net is sure', () => {
    const pixels = mapPixels(
      gridOf(() => 3, 5, 1),
      3,
      size,
    );
    expect(Array.from({ length: size * size }, (_, i) => pixels[4 * i + 3])).toEqual(Array(81).fill(0));
  });

  test('give other classes their own, the denser the surer the net', () => {
    const [faint, dense] = [0.5, 1].map((sure) =>
      mapPixels(
        gridOf(() => 6, 5, sure),
        3,
        size,
      ),
    );
    expect([...dense!.subarray(0, 3)]).toEqual([...classColours[6]!]);
    expect(dense![3]).toBeGreaterThan(faint![3]!);
    expect(faint![3]).toBeGreaterThan(0);
  });
});
