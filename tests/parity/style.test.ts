import { beforeAll, describe, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import { ModelStore } from '../../src/lib/engine/models.ts';
import { tf } from '../../src/lib/engine/tf.ts';
import { experiments } from '../../src/lib/experiments/index.ts';
import { equalWeights, protocol, styleLayersOf } from '../../src/lib/experiments/style-layers.ts';
import type { StyleTransferConfig, StyleTransferFrame } from '../../src/lib/experiments/style-transfer.ts';
import { resizePicture } from '../../src/lib/pictures/resize.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { randomValues, siteFetch, useBackend, weightsBase } from '../helpers.ts';
import { shippedShards } from './golden.ts';
import { evaluation, operations, picture } from './style-compute.ts';
import { expected, fixture, sampled, type Sampled, type StyleRun } from './style.ts';

const tolerance = 1e-4;
const content = picture(fixture.content, fixture.contentSeed);
const style = picture(fixture.style, fixture.styleSeed);
const store = new ModelStore({ base: weightsBase, buildNet, download: { fetch: siteFetch } });
const netOf = async (id: string) => (await store.load([id], () => undefined))[0]!;

const near = (ours: ArrayLike<number>, theirs: Sampled, name: string, within = tolerance) =>
  expect(sampled(ours, theirs), name).toBeNear(expected(theirs), within);

describe.each(['wasm', 'cpu'] as const)("On %s, style transfer's parts", (backend) => {
  beforeAll(() => useBackend(backend));

  test("are PyTorch's, each with its gradient", async () => {
    const before = tf.memory().numTensors;
    const { moves, weightSeed, reach, operations: theirs } = fixture;
    const ours = await operations(content, weightSeed, reach, moves);
    expect([...ours['variation']!]).toBeNear([theirs.variation], tolerance);
    for (const name of ['gram', 'gradient of gram', 'gradient of variation'] as const)
      near(ours[name]!, theirs[name], name);
    for (const name of ['decoded', 'gradient of decoded', 'encoded'] as const)
      near(ours[name]!, theirs[name], name);
    for (const i of moves.keys()) {
      near(ours[`warped ${i}`]!, theirs.warped[i]!, `move ${i}`);
      near(ours[`gradient of warped ${i}`]!, theirs['gradient of warped'][i]!, `gradient of move ${i}`);
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

test("A picture is resized as PyTorch's antialiased bicubic interpolation does it", () => {
  const { shrunk, grown } = fixture.operations;
  near(resizePicture(style, 22, 17).pixels, shrunk, 'shrunk');
  near(resizePicture(style, 51, 70).pixels, grown, 'grown');
});

describe.each(fixture.evaluations)('The loss of style transfer with $model', (theirs) => {
  beforeAll(() => useBackend('wasm'));

  test('belongs to the weights that ship', async () => {
    expect(await shippedShards(theirs.model), 'python -m training.golden.style').toEqual(theirs.shards);
  });

  test.each([
    ['pixels', {}],
    ['moved', { move: fixture.moves[1]! }],
    ['fourier', { reach: fixture.reach }],
  ] as const)("is PyTorch's, part by part, and so is its gradient (%s)", async (name, how) => {
    const { tvWeight, net: family, [name]: golden } = theirs;
    const net = await netOf(theirs.model);
    const before = tf.memory().numTensors;
    const ours = await evaluation(net, { family, content, style, tvWeight, seed: golden.seed, ...how });
    expect([...ours['parts']!]).toBeNear(golden.parts, tolerance);
    near(ours['gradient']!, golden.gradient, 'gradient');
    expect(tf.memory().numTensors).toBe(before);
  });
});

const named = fixture.runs.map((run) => ({
  run,
  name: [run.model, run.contentModel && `beside ${run.contentModel}`, JSON.stringify(run.settings)]
    .filter(Boolean)
    .join(' '),
}));

describe.each(named)('A run of $name', ({ run }) => {
  const host = new EngineHost(experiments, buildNet, { fetch: siteFetch });

  const framesFrom = async (start: typeof content) => {
    const frames: StyleTransferFrame[] = [];
    const job = host.start('styleTransfer', configOf(run, start));
    for (let result = await host.next(job); !result.done; result = await host.next(job))
      frames.push(result.value as StyleTransferFrame);
    await host.close(job);
    return frames;
  };

  test("arrives where PyTorch's does", async () => {
    await host.open({ backend: 'wasm', weightsBase });
    const { start, loss, settings } = run;
    const ends: number[] = [];
    for (const seed of [0, 1, 2]) {
      const frames = await framesFrom(nudged(content, seed));
      expect(Math.abs(frames[0]!.loss / start - 1)).toBeLessThan(tolerance);
      ends.push(frames.at(-1)!.loss / loss - 1);
      const falls = frames.slice(1).every((frame, i) => frame.loss < frames[i]!.loss);
      // With several sizes, a new size's first loss stands beside the last of the one before.
      if (settings.optimizer !== 'adam' && !settings.sizes) expect(falls).toBe(true);
    }
    const [, median] = ends.sort((a, b) => a - b);
    expect(Math.abs(median!)).toBeLessThan(settings.sizes ? 0.03 : 0.01);
  });
});

/**
 * The picture with its last bits changed. A run of L-BFGS multiplies roundings: starts that are the same to seven
 * digits end up to 1 % apart on any engine, and 2 % where a coarse run's end is a finer one's start.
 */
function nudged({ pixels, ...rest }: typeof content, seed: number): typeof content {
  if (seed === 0) return { pixels, ...rest };
  const by = randomValues(pixels.length, seed, -1e-7, 1e-7);
  return { pixels: pixels.map((value, i) => value + by[i]!), ...rest };
}

function configOf(
  { model, contentModel, settings }: StyleRun,
  content: StyleTransferConfig['content'],
): StyleTransferConfig {
  const familyOf = (id: string) => fixture.evaluations.find((each) => each.model === id)!.net;
  const { tv_weight: tvWeight = 0, sizes, ...rest } = settings;
  return {
    content,
    style,
    model,
    ...(contentModel && { contentModel }),
    ...(sizes && { sizes }),
    styleLayers: equalWeights(familyOf(model)),
    contentLayer: styleLayersOf(familyOf(contentModel ?? model)).content,
    ...protocol,
    styleWeight: fixture.styleWeight,
    tvWeight,
    start: 'content',
    parameterisation: 'pixel',
    transforms: false,
    averagePooling: styleLayersOf(familyOf(model)).averagePooling,
    optimizer: 'l-bfgs',
    iterations: fixture.iterations,
    seed: 1,
    ...rest,
  };
}
