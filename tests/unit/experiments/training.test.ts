import { beforeAll, describe, expect, test } from 'vitest';
import type { RunContext } from '../../../src/lib/engine/experiment.ts';
import { rateAt, training, type TrainingFrame } from '../../../src/lib/experiments/training.ts';
import { useBackend } from '../../helpers.ts';
import { samples } from '../../samples.ts';

const context: RunContext = { signal: new AbortController().signal, models: () => Promise.resolve([]) };
const config = { ...samples.training.config, frames: 4 };

async function frames(changes: Partial<typeof config> = {}): Promise<TrainingFrame[]> {
  const all: TrainingFrame[] = [];
  for await (const frame of training({ ...config, ...changes }, context)) all.push(frame);
  return all;
}

describe('A training', () => {
  beforeAll(() => useBackend('wasm'));

  test('that stops and goes on from a frame comes to the same, to the last bit', async () => {
    const whole = await frames();
    expect(whole.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
    const rest = await frames({ from: whole[2]!.checkpoint });
    // The frame that it goes on from has learned nothing since, and so has no loss.
    expect(rest.slice(1)).toEqual(whole.slice(3));
    expect(rest[0]!.checkpoint).toEqual(whole[2]!.checkpoint);
  });

  test('of both with the same weights stays the same without an attack, and comes apart under one', async () => {
    const same = await frames({ attack: { norm: 'L2', eps: 0, steps: 1 } });
    for (const { views } of same) expect(views[0]).toEqual(views[1]);
    const [first, second] = await frames();
    expect(first!.views[0]).toEqual(first!.views[1]);
    expect(second!.views[0]!.gradients).not.toEqual(second!.views[1]!.gradients);
  });

  test('of another seed begins with other weights', async () => {
    const [[one], [other]] = [await frames(), await frames({ seed: 2 })];
    expect(one!.views[0]!.kernels).not.toEqual(other!.views[0]!.kernels);
  });
});

test('The learning rate stays, and falls to nothing over the last part of a run', () => {
  const rate = (batch: number) => rateAt({ rate: 2, cooling: 0.5, frames: 10, batchesPerFrame: 2 }, batch);
  expect([0, 10, 15, 20].map(rate)).toEqual([2, 2, 1, 0]);
  expect(rateAt({ rate: 2, cooling: 0, frames: 10, batchesPerFrame: 2 }, 19)).toBe(2);
});
