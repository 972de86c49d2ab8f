import { beforeAll, expect, test } from 'vitest';
import type { RunContext } from '../../../src/lib/engine/experiment.ts';
import type { Net } from '../../../src/lib/engine/models.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import {
  manipulation,
  type ManipulationConfig,
  type ManipulationFrame,
} from '../../../src/lib/experiments/manipulation.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

/** A net whose representation is the mean of each colour; one that is quick to be convinced sees twice the red. */
const colours =
  (red: number): Net =>
  (image) => ({ representation: tf.mul(tf.mean(image, [1, 2]), tf.tensor2d([[red, 1, 1]])) });
const context: RunContext = {
  signal: new AbortController().signal,
  models: (ids) => Promise.resolve(ids.map((id) => colours(id === 'quick' ? 2 : 1))),
};
const picture = {
  width: 16,
  height: 16,
  pixels: Float32Array.from({ length: 768 }, (_, i) => [0.28, 0.4, 0.2][i % 3]!),
};

async function frames(changes: Partial<ManipulationConfig> = {}) {
  const config = { models: ['quick', 'slow'], picture, coordinate: 0, until: 1, step: 0.4, steps: 40 };
  const all: ManipulationFrame[] = [];
  for await (const frame of manipulation({ ...config, ...changes }, context)) all.push(frame);
  return all;
}

test('a net stops as soon as its coordinate is larger than all the others, and the run with the last of them', async () => {
  const before = tf.memory().numTensors;
  const all = await frames();
  const [quick, slow] = all.at(-1)!.views;
  expect([quick!.step, slow!.step]).toEqual([0, 5]);
  expect(all.at(-1)!.step).toBe(5);
  expect(all[4]!.views[1]!.activation).toBeLessThanOrEqual(all[4]!.views[1]!.others);
  expect(slow!.activation).toBeGreaterThan(slow!.others);
  expect([...quick!.image]).toEqual([...all[0]!.views[0]!.image]);
  expect(tf.memory().numTensors).toBe(before);
});

test('it can be asked to go on until the coordinate is twice every other', async () => {
  const { activation, others, step } = (await frames({ until: 2 })).at(-1)!.views[1]!;
  expect(activation).toBeGreaterThan(2 * others);
  expect(step).toBeGreaterThan(5);
});

test('it ends with its last step where a net never comes there', async () => {
  const all = await frames({ until: 100, steps: 3 });
  expect(all.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
});

test('a coordinate that the representation lacks is refused in a sentence', async () => {
  await expect(frames({ coordinate: 3 })).rejects.toMatchObject({
    name: 'ConfigError',
    message: expect.stringMatching(/from 0 to 2, got 3/),
  });
});
