import { beforeAll, expect, test } from 'vitest';
import type { RunContext } from '../../../src/lib/engine/experiment.ts';
import type { Net } from '../../../src/lib/engine/models.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { interpolation, type InterpolationFrame } from '../../../src/lib/experiments/interpolation.ts';
import { rgbaOf } from '../../../src/lib/pictures/rgba.ts';
import { hashed } from '../../hashed.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

const side = 16;
const picture = (seed: number) => ({
  width: side,
  height: side,
  pixels: hashed(side * side * 3, seed, 0, 1),
});
const [from, to] = [picture(1), picture(2)];

/** The mean of each colour: of a mix of pictures it is the mix. */
const linear: Net = (image) => ({ representation: tf.mean(image, [1, 2]) });
/** Its square is not. */
const curved: Net = (image) => ({ representation: tf.square(tf.mean(tf.square(image), [1, 2])) });

async function way(changes: Partial<Parameters<typeof interpolation>[0]> = {}) {
  const context: RunContext = {
    signal: new AbortController().signal,
    models: () => Promise.resolve([linear, curved]),
  };
  const config = { models: ['a', 'b'], from, to, pictures: 5, step: 0.5, steps: 30, roll: 0, seed: 1 };
  const frames: InterpolationFrame[] = [];
  for await (const frame of interpolation({ ...config, ...changes }, context)) frames.push(frame);
  return frames;
}

test('An interpolation leads from the first picture to the second, which are not touched', async () => {
  const frames = await way();
  expect(frames.map(({ step, of }) => [step, of])).toEqual([0, 1, 2, 3, 4].map((step) => [step, 4]));
  for (const [frame, end] of [[frames[0]!, from] as const, [frames[4]!, to] as const]) {
    expect(frame.fade).toEqual(rgbaOf(end));
    for (const { image, distance } of frame.views) {
      expect(image).toEqual(rgbaOf(end));
      expect(distance).toBe(0);
    }
  }
});

test('What a linear network sees in a cross-fade is the mix already; for another, the picture moves until it is', async () => {
  const [, , middle] = await way();
  const [plain, bent] = middle!.views;
  expect(plain!.distance).toBeLessThan(1e-3);
  expect(bent!.image).not.toEqual(middle!.fade);
  const [, , unmoved] = await way({ step: 1e-4, steps: 1 });
  expect(bent!.distance).toBeLessThan(0.2 * unmoved!.views[1]!.distance);
});

test('An interpolation that ends, or is left, holds no tensor', async () => {
  const before = tf.memory().numTensors;
  await way({ steps: 2, roll: 2 });
  expect(tf.memory().numTensors).toBe(before);
});
