// What a run of style transfer promises besides its numbers.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import { experiments } from '../../src/lib/experiments/index.ts';
import { equalWeights, protocol, styleLayersOf } from '../../src/lib/experiments/style-layers.ts';
import type {
  Picture,
  StyleTransferConfig,
  StyleTransferFrame,
} from '../../src/lib/experiments/style-transfer.ts';
import type { TextureFrame } from '../../src/lib/experiments/texture.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { siteFetch, weightsBase } from '../helpers.ts';
import { samples } from '../samples.ts';
import { picture } from './style-compute.ts';

const host = new EngineHost(experiments, buildNet, { fetch: siteFetch });
beforeAll(() => host.open({ backend: 'wasm', weightsBase }));

const resnet = 'cifar-resnet-robust-antialiased';
const vgg = 'cifar-vgg-standard';
const config: StyleTransferConfig = {
  content: picture([24, 28], 1),
  style: picture([30, 22], 3),
  model: resnet,
  styleLayers: equalWeights('resnet'),
  contentLayer: styleLayersOf('resnet').content,
  ...protocol,
  start: 'content',
  parameterisation: 'pixel',
  transforms: false,
  averagePooling: false,
  optimizer: 'l-bfgs',
  iterations: 4,
  seed: 1,
};

const jobs: number[] = [];
afterEach(async () => {
  for (const job of jobs.splice(0)) await host.close(job);
});

async function frames<Frame>(name: 'styleTransfer' | 'texture', changed: unknown): Promise<Frame[]> {
  const job = host.start(name, changed);
  jobs.push(job);
  const seen: Frame[] = [];
  for (let result = await host.next(job); !result.done; result = await host.next(job))
    seen.push(result.value as Frame);
  return seen;
}
const run = (changes: Partial<StyleTransferConfig> = {}) =>
  frames<StyleTransferFrame>('styleTransfer', { ...config, ...changes });

/** A frame's image as a picture. */
function pictureOf({ width, height, image }: StyleTransferFrame): Picture {
  const pixels = Float32Array.from(
    { length: width * height * 3 },
    (_, i) => image[Math.floor(i / 3) * 4 + (i % 3)]! / 255,
  );
  return { width, height, pixels };
}

describe('A frame', () => {
  test("has the content's size, and a loss that its parts sum to, lower at every iteration", async () => {
    const seen = await run({ tvWeight: 1 });
    expect(seen.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
    for (const [i, frame] of seen.entries()) {
      const { width, height, image, loss, content, style, variation } = frame;
      expect([width, height, image.length, frame.of]).toEqual([28, 24, 28 * 24 * 4, 4]);
      expect(Object.keys(style)).toEqual(Object.keys(config.styleLayers));
      const sum = Object.values(style).reduce((all, part) => all + part, content + variation);
      expect(loss / sum).toBeCloseTo(1, 6);
      if (i > 0) expect(loss).toBeLessThan(seen[i - 1]!.loss);
      if (i > 0) expect(frame.evaluations).toBeGreaterThan(seen[i - 1]!.evaluations);
    }
    // The content itself misses nothing of the content.
    expect(seen[0]!.content).toBe(0);
    expect(pictureOf(seen[0]!).pixels).toBeNear(config.content.pixels, 1 / 250);
  });

  test('says nothing of layers and parts that are off', async () => {
    const [first] = await run({ styleLayers: { relu2_x: 0, relu4_x: 2 }, contentWeight: 0, iterations: 1 });
    expect(Object.keys(first!.style)).toEqual(['relu4_x']);
    expect(first!.content).toBe(0);
    expect(first!.style['relu4_x']).toBe(first!.loss);
    const [plain] = await run({ styleWeight: 0, start: 'noise', iterations: 1 });
    expect(plain!.style).toEqual({});
    expect(plain!.loss).toBe(plain!.content);
  });

  test('weighs a layer by its share of the weights', async () => {
    const [one] = await run({ iterations: 1 });
    const [other] = await run({ styleLayers: { relu2_x: 3, relu3_x: 1 }, iterations: 1 });
    expect(other!.style['relu2_x']! / one!.style['relu2_x']!).toBeCloseTo((3 / 4) * 4, 4);
    const [tenfold] = await run({ styleWeight: 10 * protocol.styleWeight, iterations: 1 });
    expect(tenfold!.loss / one!.loss).toBeCloseTo(10, 4);
  });
});

describe('A run', () => {
  test.each<[string, Partial<StyleTransferConfig>]>([
    ['coefficients', { parameterisation: 'fourier' }],
    ['Adam', { optimizer: 'adam' }],
    ['Adam and coefficients', { optimizer: 'adam', parameterisation: 'fourier' }],
    ['another learning rate', { optimizer: 'adam', learningRate: 0.005 }],
    ['transforms', { optimizer: 'adam', transforms: true, iterations: 12 }],
    ['noise to begin with', { start: 'noise' }],
    ['another net for the content', { contentModel: vgg, contentLayer: 'relu4_2' }],
    ['one layer', { styleLayers: { relu3_x: 1 } }],
    [
      'VGG and average pooling',
      { model: vgg, styleLayers: equalWeights('vgg'), contentLayer: 'relu4_2', averagePooling: true },
    ],
    ['VGG and max pooling', { model: vgg, styleLayers: equalWeights('vgg'), contentLayer: 'relu4_2' }],
    ['the smallest picture', { content: picture([16, 16], 5) }],
    ['a long one', { content: picture([17, 61], 5) }],
  ])('with %s lowers the loss', async (_, changes) => {
    const seen = await run(changes);
    expect(seen.at(-1)!.loss).toBeLessThan(0.95 * seen[0]!.loss);
  });

  test('coarse to fine counts on, and each size begins with what the one before ended with', async () => {
    const seen = await run({ sizes: [21, 28], iterations: 6 });
    expect(seen.map(({ step }) => step)).toEqual(Array.from({ length: 13 }, (_, i) => i));
    expect(seen.every((frame) => frame.of === 12)).toBe(true);
    expect(seen.map(({ width }) => width)).toEqual([...Array(7).fill(21), ...Array(6).fill(28)]);
    expect(seen[6]!.height).toBe(18);
    const [cold] = await run({ iterations: 1 });
    expect(seen[7]!.loss, 'ahead of one that begins with the content').toBeLessThan(0.7 * cold!.loss);
    expect(seen[7]!.evaluations).toBeGreaterThan(seen[6]!.evaluations);
  });

  test('each size has as many iterations as are asked for there', async () => {
    const seen = await run({ sizes: [21, 28], iterations: [4, 2] });
    expect(seen.map(({ step, width }) => [step, width])).toEqual([
      ...[0, 1, 2, 3, 4].map((step) => [step, 21]),
      [5, 28],
      [6, 28],
    ]);
    expect(seen.every((frame) => frame.of === 6)).toBe(true);
  });

  test('a long, narrow picture begins as small as its short side allows', async () => {
    const seen = await run({ content: picture([17, 61], 5), sizes: [20, 61], iterations: [1, 1] });
    expect(seen.map(({ width, height }) => [width, height])).toEqual([
      [58, 16],
      [58, 16],
      [61, 17],
    ]);
  });

  test('a long, narrow picture that is moved begins where there is room to move it', async () => {
    const moved = { optimizer: 'adam', transforms: true, iterations: [1, 1] } as const;
    const [first, , last] = await run({ content: picture([26, 128], 5), sizes: [64, 128], ...moved });
    expect(first!.height).toBeGreaterThan(16);
    expect([last!.width, last!.height]).toEqual([128, 26]);
  });

  test('goes on from the last result', async () => {
    const seen = await run({ iterations: 6 });
    const [again] = await run({ start: pictureOf(seen.at(-1)!), iterations: 1 });
    // But for the cut to [0, 1] and to bytes.
    expect(again!.loss / seen.at(-1)!.loss).toBeGreaterThan(0.9);
    expect(again!.loss).toBeLessThan(0.5 * seen[0]!.loss);
  });

  test('of a texture ends with Gram matrices that are nearer', async () => {
    const { config: sample } = samples.texture;
    const seen = await frames<TextureFrame>('texture', { ...sample, optimizer: 'l-bfgs', transforms: false });
    expect(seen.at(-1)!.loss).toBeLessThan(0.2 * seen[0]!.loss);
    expect(seen[0]).not.toHaveProperty('content');
  });

  test('from the same noise is the same, from another is another', async () => {
    const image = async (seed: number) => (await run({ start: 'noise', seed, iterations: 1 })).at(-1)!.image;
    const first = await image(1);
    expect(await image(1)).toEqual(first);
    expect(await image(2)).not.toEqual(first);
  });

  test.each<[string, Partial<StyleTransferConfig>]>([
    ['a style layer', { styleLayers: { relu2_x: 1, relu9_x: 1 } }],
    ['the content layer', { contentLayer: 'relu9_x' }],
    ["the content net's layer", { contentModel: vgg, contentLayer: 'relu9_x' }],
  ])('refuses %s that the net has not, and says which it has', async (_, changes) => {
    const failure = await run(changes).catch((error: Error) => error);
    expect(failure).toMatchObject({
      name: 'ConfigError',
      message: expect.stringMatching(/^Expected a layer to be one of .*relu[45].*, got relu9_x\.$/),
    });
  });
});

describe('The engine', () => {
  const small = { content: picture([16, 20], 1), style: picture([16, 16], 2), iterations: 2 };

  test('holds after fifty runs in a row what it held after the first', async () => {
    await run(small);
    const held = host.memory();
    for (let i = 0; i < 50; i++) {
      const variety: Partial<StyleTransferConfig>[] = [
        {},
        { parameterisation: 'fourier' },
        { optimizer: 'adam', transforms: true },
        { sizes: [20, 24], content: picture([24, 24], 1), style: picture([24, 24], 1) },
      ];
      await run({ ...small, ...variety[i % 4] });
      expect(host.memory(), `run ${i}`).toEqual(held);
    }
  });

  test('holds nothing of a run that is cancelled, at whatever evaluation', async () => {
    await run(small);
    const held = host.memory();
    for (let turns = 0; turns < 24; turns++) {
      const job = host.start('styleTransfer', { ...config, ...small, iterations: 50 });
      const pulled = (async () => {
        for (;;) if ((await host.next(job)).done) return;
      })().catch((error: Error) => error);
      // Each turn lets one evaluation or so pass.
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve));
      await host.close(job);
      expect(await pulled).toMatchObject({ name: 'AbortError' });
      expect(host.memory(), `after ${turns} turns`).toEqual(held);
    }
  });
});
