import { expect, test } from 'vitest';
import { tf } from '../../../src/lib/engine/tf.ts';
import { viewOf, type LookProducts } from '../../../src/lib/optimizers/lbfgs-pairs.ts';
import { randomTensor, useBackend, valuesOf } from '../../helpers.ts';

const shape = [1, 9, 7, 3];
const capacity = 4;

/** What a backend makes of three pairs, of room for four. */
async function seen(backend: 'cpu' | 'wasm') {
  await useBackend(backend);
  const before = tf.memory().numTensors;
  const blank = () => tf.zeros(shape);
  const [s, y] = [10, 20].map((seed) => [
    blank(),
    ...Array.from({ length: capacity - 1 }, (_, i) => randomTensor(shape, seed + i)),
  ]);
  const [gradient, last, direction] = [1, 2, 3].map((seed) => randomTensor(shape, seed));
  const view = viewOf(s!, y!, capacity - 1);
  const weights = { s: [0.5, -1, 2], y: [1, 0.25, -0.5], g: -0.75 };
  const combined = valuesOf(view.combine(weights, gradient!));
  const { tensors, understand } = view.products(gradient!, last!, direction!);
  const products: LookProducts = understand(tensors.map(valuesOf));
  view.dispose();
  tf.dispose([...s!, ...y!, gradient!, last!, direction!]);
  expect(tf.memory().numTensors).toBe(before);
  return { combined, products };
}

test('Pairs that stand alone and pairs that are stacked give one direction and the same products', async () => {
  const [alone, stacked] = [await seen('wasm'), await seen('cpu')];
  expect(alone.combined).toBeNear(stacked.combined, 1e-6);
  for (const name of ['slope', 'gg', 'yy', 'yg'] as const)
    expect(alone.products[name]).toBeCloseTo(stacked.products[name], 3);
  for (const name of ['oldSy', 'oldYy'] as const) {
    expect(alone.products[name]).toHaveLength(capacity - 1);
    expect(alone.products[name]).toBeNear(stacked.products[name], 1e-5);
  }
});

test('Before the first pair the direction is straight down', async () => {
  await useBackend('wasm');
  const blank = Array.from({ length: capacity }, () => tf.zeros(shape));
  const gradient = randomTensor(shape, 1);
  const view = viewOf(blank, blank, 0);
  const direction = valuesOf(view.combine({ s: [], y: [], g: -1 }, gradient));
  expect(direction).toBeNear(valuesOf(tf.neg(gradient)), 1e-9);
});
