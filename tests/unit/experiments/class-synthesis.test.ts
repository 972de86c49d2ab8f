import { beforeAll, expect, test } from 'vitest';
import type { Net } from '../../../src/lib/engine/models.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import {
  classSynthesis,
  type ClassSynthesisConfig,
  type ClassSynthesisFrame,
} from '../../../src/lib/experiments/class-synthesis.ts';
import { hashed } from '../../hashed.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

const side = 16;
const noise = (seed: number) => ({ width: side, height: side, pixels: hashed(side * side * 3, seed, 0, 1) });

/** Reads how red a picture is, and how blue; where, matters too, so that moves can be told. */
const net: Net = (image) => {
  const weights = tf.tensor4d(hashed(side * side * 3, 9, 0, 1), [1, side, side, 3]);
  const colours = tf.mean(tf.mul(image, weights), [1, 2]);
  return { logits: tf.mul(tf.gather(colours, [0, 2], 1), 20) };
};

const config: ClassSynthesisConfig = {
  ...{ models: ['any'], label: 1, goal: 'cross-entropy', starts: [noise(1), noise(2)] },
  ...{ step: 0.5, schedule: 'falling', steps: 8, every: 4, roll: 1, seed: 3 },
};

async function run(changes: Partial<ClassSynthesisConfig>): Promise<ClassSynthesisFrame[]> {
  const context = { signal: new AbortController().signal, models: async () => [net] };
  const frames: ClassSynthesisFrame[] = [];
  for await (const frame of classSynthesis({ ...config, ...changes }, context)) frames.push(frame);
  return frames;
}

test('one start comes after the other, and a picture is the same whatever is drawn beside it', async () => {
  const before = tf.memory().numTensors;
  const both = await run({});
  expect(both.map(({ step, of, start }) => [step, of, start])).toEqual(
    [0, 0, 0, 1, 1, 1].map((start, step) => [step, 5, start]),
  );
  const alone = await run({ starts: [noise(2)], every: 1 });
  expect(alone).toHaveLength(9);
  expect(both[3]!.views[0]!.moved).toBe(0);
  expect(both[5]!.views[0]!.image).toEqual(alone[8]!.views[0]!.image);
  expect(tf.memory().numTensors).toBe(before);
});

test.each(['cross-entropy', 'logit'] as const)('by its %s, a class becomes more likely', async (goal) => {
  const frames = await run({ goal });
  expect(frames[2]!.views[0]!.probabilities[1]).toBeGreaterThan(
    frames[0]!.views[0]!.probabilities[1]! + 0.05,
  );
});

test('in a ball a picture stays as near to its start as it must', async () => {
  const last = (frames: ClassSynthesisFrame[]) => frames.at(-1)!.views[0]!;
  expect(last(await run({})).moved).toBeGreaterThan(1);
  expect(last(await run({ eps: 0.75 })).moved).toBeLessThanOrEqual(0.7501);
});

test('a class that a network does not have is refused in a sentence', async () => {
  await expect(run({ label: 2 })).rejects.toThrow('whole number from 0 to 1, got 2.');
});
