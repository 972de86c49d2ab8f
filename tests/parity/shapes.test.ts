// What works for digits works for pictures of any size and colour, and for as many classes as a net has.
import { beforeAll, describe, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import type { AttackFrame } from '../../src/lib/experiments/attack.ts';
import { experiments } from '../../src/lib/experiments/index.ts';
import type { PlaneFrame } from '../../src/lib/experiments/plane.ts';
import type { PredictFrame } from '../../src/lib/experiments/predict.ts';
import type { TraversalFrame } from '../../src/lib/experiments/traversal.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { siteFetch, weightsBase } from '../helpers.ts';
import { picture } from './style-compute.ts';

const host = new EngineHost(experiments, buildNet, { fetch: siteFetch });
beforeAll(() => host.open({ backend: 'wasm', weightsBase }));

/** All frames of a run, during which nothing is added to what is held; with the last one, less may be. */
async function frames<Frame>(name: keyof typeof experiments, config: unknown): Promise<Frame[]> {
  const seen: Frame[] = [];
  const held: number[] = [];
  const job = host.start(name, config);
  for (let next = await host.next(job); !next.done; next = await host.next(job)) {
    seen.push(next.value as Frame);
    held.push(host.memory().tensors);
  }
  await host.close(job);
  for (const tensors of held.slice(1, -1)) expect(tensors).toBe(held[1]);
  if (held.length > 1) expect(held.at(-1)).toBeLessThanOrEqual(held[1]!);
  return seen;
}

const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));
const unit = (values: Float32Array) => values.map((value) => value / norm(values));
const argmax = (values: Float32Array) => values.indexOf(Math.max(...values));

describe.each([
  ['cifar-vgg', '', [32, 32], 10],
  ['photos-resnet', '-small', [52, 61], 118],
] as const)('With the %s networks', (family, end, size, classes) => {
  const models = [`${family}-standard${end}`, `${family}-robust${end}`];
  const [height, width] = size;
  const shape = { width, height, channels: 3 as const };
  const image = picture(size, 7).pixels;
  const label = 4;

  test('a plane through a picture has the readings of its pictures', async () => {
    const [u, v] = [unit(picture(size, 8).pixels), unit(picture(size, 9).pixels)];
    const [model] = models;
    const chunks = await frames<PlaneFrame>('plane', {
      origin: image,
      shape,
      u,
      v,
      extent: 3,
      side: 9,
      model,
    });
    expect(chunks.at(-1)).toMatchObject({ step: 81, of: 81, stride: 1 });
    const all = new Map<number, Float32Array>();
    for (const { points, probabilities } of chunks) {
      expect(probabilities).toHaveLength(points.length * classes);
      points.forEach((point, i) => all.set(point, probabilities.slice(i * classes, (i + 1) * classes)));
    }
    expect(all.size).toBe(81);
    // Row 2 and column 7 are b = 1.5 and a = 2.25.
    const there = image.map((value, i) => Math.min(1, Math.max(0, value + 2.25 * u[i]! + 1.5 * v[i]!)));
    const [alone] = await frames<PredictFrame>('predict', { image: there, shape, models: [model] });
    expect(all.get(2 * 9 + 7)!).toBeNear(alone!.readings[0]!, 1e-4);
  });

  test.each([
    ['L2', 1, norm],
    ['Linf', 0.05, (delta: Float32Array) => Math.max(...delta.map(Math.abs))],
  ] as const)('an attack in %s stays in its ball and raises the loss', async (name, eps, sizeOf) => {
    const seen = await frames<AttackFrame>('attack', {
      ...{ image, shape, label, norm: name, eps, stepSize: eps / 4, steps: 8 },
      ...{ randomStart: true, seed: 3, models },
    });
    expect(seen).toHaveLength(9);
    models.forEach((_, i) => {
      const [first, last] = [seen[0]!.views[i]!, seen.at(-1)!.views[i]!];
      expect(sizeOf(last.delta)).toBeLessThanOrEqual(eps * (1 + 1e-5));
      expect(last.loss).toBeGreaterThan(first.loss);
      expect(last.readings.map(({ length }) => length)).toEqual([classes, classes]);
      expect([-Math.log(last.readings[i]![label]!)]).toBeNear([last.loss], 1e-3);
    });
  });

  test('a traversal arrives at its class', async () => {
    const config = { start: image, shape, target: label, steps: 40, stepSize: 0.2, models, judge: models[1] };
    const { views } = (await frames<TraversalFrame>('traversal', config)).at(-1)!;
    for (const { logits, image: found } of views) {
      expect(found).toHaveLength(image.length);
      expect(argmax(logits)).toBe(label);
    }
  });

  test.each([
    [
      'attack',
      { image, label: classes, norm: 'L2', eps: 1, stepSize: 1, steps: 1, randomStart: false, seed: 0 },
    ],
    ['traversal', { start: image, target: classes, steps: 1, stepSize: 1, judge: models[0] }],
  ] as const)('%s refuses a class that the networks do not have, in a sentence', async (name, config) => {
    await expect(frames(name, { ...config, shape, models })).rejects.toMatchObject({
      name: 'ConfigError',
      message: `Expected the unit of the logits to be a whole number from 0 to ${classes - 1}, got ${classes}.`,
    });
  });
});
