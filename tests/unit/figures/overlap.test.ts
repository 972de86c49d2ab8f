import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../../src/components/figures/overlap/geometry.ts';
import {
  footprint,
  layersOf,
  levels,
  meanCount,
  pathCounts,
  periodOf,
  writers,
  type Layer,
} from '../../../src/components/figures/overlap/paths.ts';
import {
  defaults,
  matches,
  presets,
  shapeOf,
  windowOf,
} from '../../../src/components/figures/overlap/state.ts';
import { describe as sentence } from '../../../src/components/figures/overlap/words.ts';

const sides = Array.from({ length: 9 }, (_, i) => i + 1);
const shapes = sides.flatMap((kernel) => sides.slice(0, 6).map((stride) => ({ kernel, stride })));

/** Every output of a long row adds one to each input of its kernel; again for each layer below. */
function bruteForce(layers: readonly Layer[], length: number): number[] {
  const reach = 400;
  let values = new Map<number, number>();
  for (let j = -reach; j <= reach; j++) values.set(j, 1);
  for (const layer of [...layers].reverse()) {
    const below = new Map<number, number>();
    for (const [j, value] of values) {
      const [first, last] = footprint(j, layer);
      expect(last - first + 1).toBe(layer.kernel);
      for (let i = first; i <= last; i++) below.set(i, (below.get(i) ?? 0) + value);
    }
    values = below;
  }
  return Array.from({ length }, (_, i) => values.get(i) ?? 0);
}

describe('Counting the paths of a transposed convolution', () => {
  test.each(shapes)('agrees with putting down every kernel of $kernel at stride $stride', (layer) => {
    expect(pathCounts([layer], [0, 40])).toEqual(bruteForce([layer], 41));
  });

  test('agrees with it for stacks, strided and averaged', () => {
    for (const kernel of [1, 2, 3, 4, 5])
      for (const stride of [1, 2, 3])
        for (const depth of [2, 3])
          for (const averaged of [false, true]) {
            const layers = layersOf({ kernel, stride, depth, averaged });
            expect(pathCounts(layers, [0, 30])).toEqual(bruteForce(layers, 31));
          }
  });

  test.each(shapes)(
    'is even for kernel $kernel at stride $stride just where the stride divides it',
    (layer) => {
      const even = levels(pathCounts([layer], [0, 59])).length === 1;
      expect(even).toBe(layer.kernel % layer.stride === 0);
    },
  );

  test('is even whatever the kernel where averages are convolved without a stride', () => {
    for (const kernel of sides)
      for (const stride of [2, 3, 4])
        for (const depth of [1, 2, 3]) {
          const counts = pathCounts(layersOf({ kernel, stride, depth, averaged: true }), [0, 70]);
          expect(levels(counts)).toEqual([kernel ** depth]);
        }
  });

  test('averaging first and then convolving counts as one kernel as many times as wide', () => {
    const averaged = pathCounts(layersOf({ kernel: 3, stride: 2, depth: 1, averaged: true }), [0, 20]);
    expect(averaged).toEqual(pathCounts([{ kernel: 6, stride: 2 }], [0, 20]));
  });

  test('repeats after the product of the strides, and never sooner for a kernel of one', () => {
    const layers = layersOf({ kernel: 1, stride: 2, depth: 3, averaged: false });
    const counts = pathCounts(layers, [0, 15]);
    expect(periodOf(layers)).toBe(8);
    expect(counts).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('is on average what kernels and strides say', () => {
    for (const kernel of sides) {
      const layers = layersOf({ kernel, stride: 2, depth: 3, averaged: false });
      const counts = pathCounts(layers, [0, periodOf(layers) - 1]);
      const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
      expect(mean).toBeCloseTo(meanCount(layers), 9);
    }
  });

  test('gives the residual network of the text its once and twice', () => {
    expect(pathCounts([{ kernel: 3, stride: 2 }], [0, 5])).toEqual([1, 2, 1, 2, 1, 2]);
  });
});

test('A cell is written by exactly the outputs whose footprint holds it', () => {
  for (const layer of shapes)
    for (let i = -5; i < 20; i++) {
      const [from, to] = writers(i, layer);
      for (let j = -20; j < 40; j++) {
        const [first, last] = footprint(j, layer);
        expect(j >= from && j <= to).toBe(i >= first && i <= last);
      }
    }
});

describe('The drawing', () => {
  test('marks as many paths into the followed pixel as are counted', () => {
    const layers = [{ kernel: 3, stride: 2 }];
    for (const pixel of [4, 5, 6, 7]) {
      const [pixels, outputs] = rowsOf(layers, 24, pixel);
      expect(outputs!.cells.filter(({ marked }) => marked)).toHaveLength(pixels!.cells[pixel]!.count);
    }
  });

  test('marks nothing above a pixel that is never written', () => {
    const rows = rowsOf(layersOf({ kernel: 2, stride: 3, depth: 3, averaged: false }), 30, 2);
    expect(rows[0]!.cells[2]!.count).toBe(0);
    for (const row of rows.slice(1)) expect(row.cells.filter(({ marked }) => marked)).toEqual([]);
  });

  test('sets each output over the middle of what it writes', () => {
    for (const kernel of [1, 2, 3, 4, 5, 6])
      for (const averaged of [false, true])
        for (const row of rowsOf(layersOf({ kernel, stride: 2, depth: 3, averaged }), 24, 0).slice(1))
          for (const { middle, reach } of row.cells) expect(middle).toBeCloseTo((reach[0] + reach[1]) / 2, 9);
  });

  test('shows a pattern at least twice wherever it repeats within 32 pixels', () => {
    for (const stride of [1, 2, 3, 4])
      for (const depth of [1, 2, 3]) {
        const state = { ...defaults, stride, depth };
        const period = periodOf(layersOf(shapeOf(state)));
        if (period <= 32) expect(windowOf(state)).toBeGreaterThanOrEqual(2 * period);
      }
  });
});

test('The sentence says what is counted', () => {
  expect(sentence([1, 2])).toBe(
    'A pixel is written once or twice in one dimension and once, twice or 4 times in two: a grid that repeats every 2 pixels.',
  );
  expect(sentence([1, 0])).toBe(
    'A pixel is written never or once in one dimension and never or once in two: a grid that repeats every 2 pixels. In two, 75 % of all pixels are never written.',
  );
  expect(sentence([3, 3])).toMatch(/^Every pixel is written 3 times in one dimension and 9 times in two/);
  expect(sentence([3, 6, 9])).toContain('written 3, 6 or 9 times in one');
});

test('The figure opens on what a residual network has, and no two presets are the same', () => {
  expect(presets.filter((preset) => matches(defaults, preset)).map(({ label }) => label)).toEqual([
    'ResNet: 3×3, stride 2',
  ]);
  expect(new Set(presets.map(({ set }) => JSON.stringify(set))).size).toBe(presets.length);
});
