import { expect, test } from 'vitest';
import { configOf, model, readingOf } from '../../../src/components/figures/class-from-noise/state.ts';

test('each class is asked for by its own logit, of both networks from the same noise', () => {
  const config = configOf({ ...model.defaults, class: 'ship', seed: 7 });
  expect(config.unit).toEqual({ layer: 'logits', index: 8 });
  expect([config.start, config.seed, config.models.length]).toEqual(['noise', 7, 2]);
});

test('only Fourier coefficients are moved at random', () => {
  const [pixel, fourier] = (['pixel', 'fourier'] as const).map((way) => configOf({ ...model.defaults, way }));
  expect([pixel!.transforms, fourier!.transforms]).toEqual([false, true]);
});

test('a reading is the likeliest class and how likely it is', () => {
  const probabilities = new Float32Array(10).fill(0.02);
  probabilities[6] = 0.82;
  expect(readingOf(probabilities)).toEqual({ reads: 'frog', sure: 0.82 });
});
