import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compact, traversalOf, type Measured } from '../../../src/components/figures/success/data.ts';
import { frames } from '../../../src/components/figures/success/state.ts';
import { model } from '../../../src/components/figures/traversal/state.ts';

const perCell = 20;

/** Two frames; at the second, of pair (start, target) `start + target` digits are read as the target. */
function measuredOf(interval95?: [number, number][]): Measured {
  const pairs = Array.from({ length: 100 }, (_, cell) => [Math.floor(cell / 10), cell % 10] as const);
  const byPair = Object.fromEntries(
    pairs.map(([start, target]) => [`${start}>${target}`, [0, (start + target) / perCell]]),
  );
  const net = { recognised: [0, 0.5], byPair, highFrequency: [0.1, 0.2], ...(interval95 && { interval95 }) };
  return { frames: [0, 150], perCell, models: { 'mnist-cnn-standard': net, 'mnist-cnn-robust': net } };
}

test('the frames on offer are the measured ones', () => {
  expect(JSON.parse(readFileSync('content/measured/traversal.json', 'utf8')).frames).toEqual(frames);
});

describe('the measurements, as the page carries them', () => {
  test('count digits, row by row from each start to each target', () => {
    const { hits } = compact(measuredOf()).nets.robust;
    expect(hits[0]).toEqual(Array(100).fill(0));
    expect(hits[1]).toEqual(Array.from({ length: 100 }, (_, cell) => Math.floor(cell / 10) + (cell % 10)));
  });

  test('keep the intervals where there are any', () => {
    const interval: [number, number][] = [
      [0, 0.01],
      [0.4, 0.6],
    ];
    expect(compact(measuredOf(interval)).nets.standard.interval).toEqual(interval);
    expect(compact(measuredOf()).nets.standard.interval).toBeNull();
  });
});

describe('the traversal that a cell opens', () => {
  const cells = Array.from({ length: 100 }, (_, cell) => cell);

  test('starts from the row’s class, goes to the column’s, and is always the same', () => {
    expect(traversalOf(52, perCell).toString()).toBe('digit=5&pick=9&target=2');
    for (const cell of cells) {
      const { digit, target, pick } = model.decode(traversalOf(cell, perCell));
      expect([digit, target]).toEqual([Math.floor(cell / 10), cell % 10]);
      expect(String(pick)).toBe(traversalOf(cell, perCell).get('pick'));
    }
  });

  test('is a link that the traversal understands in full', () => {
    for (const cell of cells) {
      const state = model.decode(traversalOf(cell, perCell));
      expect(model.decode(model.encode(state))).toEqual(state);
    }
  });
});
