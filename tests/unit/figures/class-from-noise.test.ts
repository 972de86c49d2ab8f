import { expect, test } from 'vitest';
import { configOf, model } from '../../../src/components/figures/class-from-noise/state.ts';

test('each class is asked for by its own logit, from the same noise; only Fourier coefficients are moved', () => {
  const { unit, seed, transforms } = configOf({ ...model.defaults, class: 'ship', seed: 7 });
  expect([unit, seed, transforms]).toEqual([{ layer: 'logits', index: 8 }, 7, false]);
  expect(configOf({ ...model.defaults, way: 'fourier' }).transforms).toBe(true);
});
