import { beforeAll, describe, expect, test } from 'vitest';
import type { RunContext } from '../../../src/lib/engine/experiment.ts';
import type { Net } from '../../../src/lib/engine/models.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import {
  maskedPainting,
  type MaskedPaintingConfig,
  type MaskedPaintingFrame,
} from '../../../src/lib/experiments/masked-painting.ts';
import { hashed } from '../../hashed.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

const [width, height] = [48, 40];
const picture = (seed = 1) => ({ width, height, pixels: hashed(width * height * 3, seed, 0.3, 0.7) });
/** Where the columns 8 to 15 and the rows 4 to 11 are, half as readily in the upper half. */
const mask = Float32Array.from({ length: width * height }, (_, i) => {
  const [row, column] = [Math.floor(i / width), i % width];
  if (column < 8 || column > 15 || row < 4 || row > 11) return 0;
  return row < 8 ? 0.5 : 1;
});

/** A net whose class 1 is the redness and class 2 the greenness of what it sees. */
const net: Net = (image) => {
  const means = tf.mean(image, [1, 2]);
  return { logits: tf.concat([tf.zeros([1, 1]), tf.slice(means, [0, 0], [1, 2])], 1) };
};
const looked: number[][] = [];
const context: RunContext = {
  signal: new AbortController().signal,
  models: (ids) =>
    Promise.resolve(
      ids.map((): Net => (image, options) => {
        looked.push(image.shape);
        return net(image, options);
      }),
    ),
};

const config = (changes: Partial<MaskedPaintingConfig> = {}): MaskedPaintingConfig => ({
  models: ['one', 'other'],
  pictures: [picture(), picture(2)],
  mask,
  class: 1,
  window: 20,
  colours: 'all',
  step: 0.5,
  steps: 4,
  roll: 0,
  seed: 1,
  ...changes,
});

async function frames(changes: Partial<MaskedPaintingConfig> = {}) {
  const all: MaskedPaintingFrame[] = [];
  for await (const frame of maskedPainting(config(changes), context)) all.push(frame);
  return all;
}

/** How much each pixel of a view has changed, in its channel. */
const changes = (all: MaskedPaintingFrame[], net: number, step: number) =>
  all[step]!.views[net]!.pixels.map((value, i) => value - all[0]!.views[net]!.pixels[i]!);

describe('Painting inside a mask', () => {
  test('shows the nets a window round it and nothing else, each its own picture', async () => {
    looked.length = 0;
    const all = await frames();
    expect(all[0]!.window).toEqual({ left: 2, top: 0, width: 20, height: 20 });
    expect(new Set(looked.map(String))).toEqual(new Set(['1,20,20,3']));
    for (const [i, { pixels }] of [picture(), picture(2)].entries())
      expect(all[0]!.views[i]!.pixels[3 * (5 * 20 + 6)]).toBe(pixels[3 * (5 * width + 8)]);
  });

  test('changes pixels inside the mask alone, as readily as it says', async () => {
    const moved = changes(await frames(), 0, 1);
    const red = (row: number, column: number) => moved[3 * (row * 20 + column)]!;
    expect(red(9, 8)).toBeGreaterThan(0.01);
    expect(red(5, 8) / red(9, 8)).toBeCloseTo(0.5, 3);
    expect(red(9, 5)).toBe(0);
    expect(red(12, 8)).toBe(0);
    expect(moved.filter((_, i) => i % 3 > 0).every((value) => value === 0)).toBe(true);
  });

  test('takes steps of the length that it was given, which fall to 0', async () => {
    const all = await frames();
    const lengths = all
      .slice(1)
      .map(({ views }, i) => Math.hypot(...views[0]!.pixels.map((v, k) => v - all[i]!.views[0]!.pixels[k]!)));
    [0.5, 0.375, 0.25, 0.125].forEach((length, i) => expect(lengths[i]).toBeCloseTo(length, 4));
  });

  test('changes all channels alike where only brightness may change', async () => {
    const moved = changes(await frames({ colours: 'brightness' }), 0, 4);
    for (let i = 0; i < moved.length; i += 3) {
      expect(moved[i + 1]).toBeCloseTo(moved[i]!, 6);
      expect(moved[i + 2]).toBeCloseTo(moved[i]!, 6);
    }
    expect(Math.max(...moved)).toBeGreaterThan(0.01);
  });

  test('says what each net reads before the first step and after the last', async () => {
    const all = await frames();
    expect(all.map(({ views }) => views[0]!.probabilities !== undefined)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(all.at(-1)!.views[0]!.probabilities![1]).toBeGreaterThan(all[0]!.views[0]!.probabilities![1]!);
  });

  test('says so when a net has no such class', async () => {
    await expect(frames({ class: 3 })).rejects.toMatchObject({ name: 'ConfigError' });
  });
});
