import { beforeAll, describe, expect, test } from 'vitest';
import { epochOrder } from '../../../src/lib/training/batches.ts';
import { batchOf } from '../../../src/lib/training/labelled-digits.ts';
import { firstWeights } from '../../../src/lib/training/weight-vector.ts';
import { smallCnnShapes } from '../../../src/lib/nets/small-cnn-shapes.ts';
import { useBackend, valuesOf } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

describe('The order of an epoch', () => {
  test('holds every digit once, is the same for the same seed, and another for another epoch or seed', () => {
    const order = epochOrder(500, 1, 0);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i));
    expect(epochOrder(500, 1, 0)).toEqual(order);
    expect(epochOrder(500, 1, 1)).not.toEqual(order);
    expect(epochOrder(500, 2, 0)).not.toEqual(order);
  });
});

test('A batch is the digits that were chosen, with their labels', () => {
  const digits = {
    pixels: Uint8Array.from({ length: 3 * 784 }, (_, i) => (i < 784 ? 0 : i < 2 * 784 ? 51 : 255)),
    labels: Uint8Array.of(4, 9, 0),
  };
  const { images, labels } = batchOf(digits, [2, 1]);
  expect(images.shape).toEqual([2, 28, 28, 1]);
  const values = valuesOf(images);
  expect([values[0], values[784]]).toEqual([1, Math.fround(0.2)]);
  expect([...valuesOf(labels)]).toEqual([1, ...Array(18).fill(0), 1]);
});

test('First weights have the size that He and colleagues give, and biases of 0', () => {
  const weights = firstWeights(smallCnnShapes(16), 3);
  const second = weights.slice(16 * 16 + 16, 16 * 16 + 16 + 16 * 16 * 32);
  const variance = second.reduce((sum, value) => sum + value * value, 0) / second.length;
  expect(variance).toBeCloseTo(2 / 256, 3);
  expect([...weights.slice(-10)]).toEqual(Array(10).fill(0));
  expect(firstWeights(smallCnnShapes(16), 3)).toEqual(weights);
});
