import { beforeAll, describe, expect, test } from 'vitest';
import { ModelStore } from '../../../src/lib/engine/models.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { demandOf, peakBytes } from '../../../src/lib/experiments/room.ts';
import { equalWeights, protocol, styleLayersOf } from '../../../src/lib/experiments/style-layers.ts';
import { styleTransfer, type StyleTransferConfig } from '../../../src/lib/experiments/style-transfer.ts';
import { buildNet } from '../../../src/lib/nets/index.ts';
import { ofEachShape, randomValues, siteFetch, useBackend, weightsBase } from '../../helpers.ts';

beforeAll(() => useBackend('wasm'));

/** Bytes that TF.js's wasm program has given out, at most at once, while `run` ran. */
async function peakOf(run: () => Promise<void>): Promise<number> {
  const program = (tf.backend() as unknown as { wasm: Record<'_malloc' | '_free', (n: number) => number> })
    .wasm;
  // The first call puts the function itself in place of what loads it.
  program._free(program._malloc(16));
  const { _malloc, _free } = program;
  const sizes = new Map<number, number>();
  let [now, most] = [0, 0];
  program._malloc = (bytes) => {
    const pointer = _malloc(bytes);
    sizes.set(pointer, bytes);
    most = Math.max(most, (now += bytes));
    return pointer;
  };
  program._free = (pointer) => {
    now -= sizes.get(pointer) ?? 0;
    sizes.delete(pointer);
    return _free(pointer);
  };
  try {
    await run();
    return most;
  } finally {
    Object.assign(program, { _malloc, _free });
  }
}

const noise = (side: number, seed: number) => ({
  width: side,
  height: side,
  pixels: randomValues(side * side * 3, seed, 0, 1),
});

const familyOf = (id: string) => ['vgg', 'alexnet'].find((family) => id.includes(family)) ?? 'resnet';

const configOf = (model: string, side: number, more: Partial<StyleTransferConfig> = {}) => {
  const content = familyOf(more.contentModel ?? model);
  const config: StyleTransferConfig = {
    content: noise(side, 1),
    style: noise(side, 2),
    model,
    styleLayers: equalWeights(familyOf(model)),
    contentLayer: styleLayersOf(content).content,
    ...protocol,
    start: 'content',
    parameterisation: 'pixel',
    transforms: false,
    averagePooling: familyOf(model) === 'vgg',
    optimizer: 'l-bfgs',
    iterations: 1,
    seed: 3,
    ...more,
  };
  return config;
};

/** The peak that a run measures as a share of the one that is foretold. */
async function shareOf(config: StyleTransferConfig): Promise<number> {
  const store = new ModelStore({ base: weightsBase, buildNet, download: { fetch: siteFetch } });
  let estimate = 0;
  const measured = await peakOf(async () => {
    const models = (ids: readonly string[]) => store.load(ids, () => undefined);
    const nets = new Set(await models([config.model, config.contentModel ?? config.model]));
    const footprints = [...nets].map(({ footprint }) => footprint!);
    estimate = peakBytes(config.content, footprints, demandOf(config));
    const run = styleTransfer(config, { models, signal: new AbortController().signal });
    for await (const frame of run) expect(frame.width).toBe(config.content.width);
    store.dispose();
  });
  return measured / estimate;
}

function expectTrue(share: number): void {
  expect(share).toBeLessThanOrEqual(1);
  expect(share).toBeGreaterThan(3 / 5);
}

describe('A style transfer takes at most the memory that is foretold, and three fifths of it at least,', () => {
  test.each(ofEachShape)('with %s', async (id) => expectTrue(await shareOf(configOf(id, 128))));

  test('at a larger size', async () => {
    expectTrue(await shareOf(configOf('cifar-resnet-robust', 256)));
  });

  const adam = { optimizer: 'adam', transforms: true } as const;
  test.each<[string, Partial<StyleTransferConfig>]>([
    ['transforms', adam],
    ['transforms of Fourier coefficients', { ...adam, parameterisation: 'fourier' }],
    ['smoothed activations', { smoothing: 'log' }],
    ['activations through a softmax', { smoothing: 5 }],
    ['two networks', { contentModel: 'cifar-vgg-robust' }],
  ])('with %s', async (_, more) => expectTrue(await shareOf(configOf('cifar-resnet-robust', 128, more))));
});
