// Painting inside a mask beside PyTorch's: tests/fixtures/parity-masked, written by
// `python -m training.golden.masked`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import { ModelStore, type Net } from '../../src/lib/engine/models.ts';
import { tf, type Tensor4D } from '../../src/lib/engine/tf.ts';
import type { MaskedPaintingConfig, MaskedPaintingFrame } from '../../src/lib/experiments/masked-painting.ts';
import { experiments } from '../../src/lib/experiments/index.ts';
import { brightnessOnly } from '../../src/lib/moves/brightness.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { unitObjective } from '../../src/lib/objectives/unit.ts';
import { evaluated } from '../../src/lib/optimisation/evaluate.ts';
import { pixelParameterisation } from '../../src/lib/parameterisations/pixel.ts';
import { pictureTensor } from '../../src/lib/pictures/tensors.ts';
import { hashed } from '../hashed.ts';
import { siteFetch, useBackend, weightsBase } from '../helpers.ts';
import { shippedShards } from './golden.ts';
import { picture } from './style-compute.ts';
import { expected, sampled, type Sampled } from './style.ts';

type Part = [top: number, left: number, height: number, width: number];

interface Fixture {
  size: [height: number, width: number];
  mask: Part;
  maskSeed: number;
  side: number;
  window: Part;
  class: number;
  steps: number;
  step: number;
  cases: {
    model: string;
    shards: string[];
    seed: number;
    value: number;
    ways: Record<'all' | 'brightness', { gradient: Sampled; end: Sampled }>;
  }[];
}

const file = new URL('../fixtures/parity-masked/masked.json', import.meta.url);
const fixture = JSON.parse(await readFile(fileURLToPath(file), 'utf8')) as Fixture;
const [height, width] = fixture.size;
const [top, left, tall, wide] = fixture.window;
const tolerance = 1e-4;
const ways = ['all', 'brightness'] as const;

/** height * width numbers. */
function mask(): Float32Array {
  const [row, column, rows, columns] = fixture.mask;
  const values = hashed(rows * columns, fixture.maskSeed, 0.05, 1);
  const whole = new Float32Array(height * width);
  for (let y = 0; y < rows; y++)
    whole.set(values.subarray(y * columns, (y + 1) * columns), (row + y) * width + column);
  return whole;
}

/** What the networks see of a picture. */
const cut = (x: Tensor4D): Tensor4D => tf.slice(x, [0, top, left, 0], [1, tall, wide, 3]);

describe.each(fixture.cases)('Inside a mask, by $model', ({ model, shards, seed, value, ways: golden }) => {
  let net: Net;

  beforeAll(async () => {
    await useBackend('wasm');
    const store = new ModelStore({ base: weightsBase, buildNet, download: { fetch: siteFetch } });
    net = (await store.load([model], () => undefined))[0]!;
  });

  test('the golden values are those of the weights that ship', async () => {
    expect(await shippedShards(model), 'run python -m training.golden.masked').toEqual(shards);
  });

  test.each(ways)("the gradient through the window, %s, is PyTorch's, and nothing is left", (colours) => {
    const before = tf.memory().numTensors;
    const x = pictureTensor(picture([height, width], seed));
    const weights = tf.tensor4d(mask(), [1, height, width, 1]);
    const objective = unitObjective(net, { layer: 'logits', index: fixture.class });
    const view = (at: Tensor4D) => cut(colours === 'brightness' ? brightnessOnly(at) : at);
    const found = evaluated(objective, pixelParameterisation(height, width), x, { view, mask: weights });
    // What is made small is the logit with its sign turned.
    const upwards = found.gradient.dataSync<'float32'>().map((each) => -each);
    expect([-found.parts.dataSync<'float32'>()[0]!]).toBeNear([value], tolerance);
    expect(sampled(upwards, golden[colours].gradient)).toBeNear(
      expected(golden[colours].gradient),
      tolerance,
    );
    tf.dispose([x, weights, found.gradient, found.parts, ...Object.values(found.seen)]);
    expect(tf.memory().numTensors).toBe(before);
  });

  describe('after some steps', () => {
    const host = new EngineHost(experiments, buildNet, { fetch: siteFetch });
    beforeAll(() => host.open({ backend: 'wasm', weightsBase }));
    afterAll(() => useBackend('wasm'));

    test.each(ways)("the experiment, %s, arrives where PyTorch's steps do", async (colours) => {
      const config: MaskedPaintingConfig = {
        ...{ models: [model], pictures: [picture([height, width], seed)], mask: mask() },
        ...{ class: fixture.class, window: fixture.side, colours },
        ...{ step: fixture.step, steps: fixture.steps, roll: 0, seed: 1 },
      };
      const job = host.start('maskedPainting', config);
      let frame: MaskedPaintingFrame | undefined;
      for (let next = await host.next(job); !next.done; next = await host.next(job))
        frame = next.value as MaskedPaintingFrame;
      await host.close(job);
      expect(frame!.window).toEqual({ left, top, width: wide, height: tall });
      const end = golden[colours].end;
      expect(sampled(frame!.views[0]!.pixels, end)).toBeNear(expected(end), tolerance);
    });
  });
});
