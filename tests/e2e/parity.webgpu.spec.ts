// The nets on WebGPU against PyTorch's numbers. On a machine without a GPU the browser computes WebGPU on its CPU.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleEngine, openEngine } from '../engine-bundle.mjs';
import { readGolden, shippedModels, type NetFacts, type TraversalFacts } from '../parity/golden.ts';
import { relativeError } from '../relative-error.ts';
import { expect, test } from './fixtures.ts';
import type { ParityEngine } from './parity-entry.ts';

declare const engine: ParityEngine;

async function oneOfEachArchitecture(models: string[]): Promise<string[]> {
  const first = new Map<string, string>();
  for (const id of models) {
    const card = JSON.parse(await readFile(`public/weights/${id}/card.json`, 'utf8')) as {
      architecture: string;
    };
    if (!first.has(card.architecture)) first.set(card.architecture, id);
  }
  return [...first.values()];
}

const tolerance = 1e-4;
/** One of each architecture: what a training made of it is compared on wasm. */
const ids = await oneOfEachArchitecture(await shippedModels());
let answer: Awaited<ReturnType<typeof bundleEngine>>;

test.beforeAll(async () => {
  answer = await bundleEngine(fileURLToPath(new URL('parity-entry.ts', import.meta.url)));
});

test.beforeEach(({ page, baseURL }) => openEngine(page, baseURL!, answer));

/** Every architecture with weights as float32; as the file's 8 bits, one that has convolutions of each kind. */
const cases = [
  ...ids.map((id) => ({ id, kernels: 'ours', as: '' }) as const),
  { id: 'cifar-resnet-standard', kernels: 'uint8', as: ', from weights in 8 bits' } as const,
];
for (const { id, kernels, as } of cases) {
  test(`WebGPU gives PyTorch's activations and gradients of ${id}${as}`, async ({ page }) => {
    const { name, label } = await page.evaluate((which) => engine.open('webgpu', which), kernels);
    expect(name).toBe('webgpu');
    expect(label).toMatch(as === '' ? /kernels of our own$/ : /weights in 8 bits$/);
    const golden = await readGolden<NetFacts>(id);
    const images = [...golden.values('images')];
    const shape = golden.shape('images').slice(1) as [number, number, number];
    const pixels = shape[0] * shape[1] * shape[2];
    const { targets, shards } = golden.facts;

    const card = (await (await page.request.get(`/weights/${id}/card.json`)).json()) as {
      shards: { sha256: string }[];
    };
    expect(
      card.shards.map(({ sha256 }) => sha256),
      'golden values of the weights that ship: python -m training.golden.weights, npm run build',
    ).toEqual(shards);

    const seen = await page.evaluate(([net, x, size]) => engine.activations(net, x, size), [
      id,
      images,
      shape,
    ] as const);
    const names = golden.names.filter((name) => name !== 'images' && !name.startsWith('gradient'));
    expect(Object.keys(seen)).toEqual(names);
    for (const name of names) {
      expect(golden.error(name, seen[name]!), name).toBeLessThan(tolerance);
    }
    for (const [objective, name] of [
      ['logit', 'gradient of target logit'],
      ['cross-entropy', 'gradient of cross-entropy'],
    ] as const) {
      const ours = await page.evaluate(
        ([net, f, x, classes, size]) => engine.gradients(net, f, x, classes, size),
        [id, objective, images, targets, shape] as const,
      );
      const theirs = golden.values(name);
      for (let start = 0; start < theirs.length; start += pixels) {
        const error = relativeError(ours.slice(start, start + pixels), theirs.slice(start, start + pixels));
        expect(error, `${name}, image ${start / pixels}`).toBeLessThan(tolerance);
      }
    }
  });
}

test("WebGPU walks PyTorch's path, in constant memory", async ({ page }) => {
  await page.evaluate(() => engine.open('webgpu'));
  const { facts, values } = await readGolden<TraversalFacts>('traversal');
  const { models, target, step } = facts;
  const start = [...values(`${models[0]} frames`).slice(0, 784)];
  const config = { start, target, steps: 5, stepSize: step, models, judge: 'mnist-judge' };
  const { frames, after } = await page.evaluate((walk) => engine.walk(walk), config);
  expect(frames).toHaveLength(6);
  frames.forEach(({ views }, k) => {
    models.forEach((id, i) => {
      const image = values(`${id} frames`).slice(784 * k, 784 * (k + 1));
      const logits = values(`${id} logits`).slice(10 * k, 10 * (k + 1));
      expect(relativeError(views[i]!.logits, logits), `${id}, logits of frame ${k}`).toBeLessThan(tolerance);
      // Ties in max pooling may part the walks by a hair: see tests/parity/traversal.test.ts.
      expect(relativeError(views[i]!.image, image), `${id}, frame ${k}`).toBeLessThan(1e-3);
    });
  });
  // After the last step nobody asks for a gradient, so that with the last frame less may be held.
  for (const { memory } of frames.slice(3, -1)) expect(memory).toEqual(frames[2]!.memory);
  expect(frames.at(-1)!.memory.tensors).toBeLessThanOrEqual(frames[2]!.memory.tensors);
  expect(after.tensors).toBeLessThan(frames[2]!.memory.tensors);
});
