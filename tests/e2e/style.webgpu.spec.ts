// Style transfer's parts on the GPU's backends against PyTorch's numbers; here the browser computes on its CPU.
import { fileURLToPath } from 'node:url';
import { bundleEngine, openEngine } from '../engine-bundle.mjs';
import { expected, fixture, sampled, type Sampled } from '../parity/style.ts';
import { relativeError } from '../relative-error.ts';
import { expect, test } from './fixtures.ts';
import type { StyleEngine } from './style-entry.ts';

declare const engine: StyleEngine;

const tolerance = 1e-4;
const content: [number, number, number] = [...fixture.content, fixture.contentSeed];
const style: [number, number, number] = [...fixture.style, fixture.styleSeed];
let answer: Awaited<ReturnType<typeof bundleEngine>>;

test.beforeAll(async () => {
  answer = await bundleEngine(fileURLToPath(new URL('style-entry.ts', import.meta.url)));
});

const near = (ours: number[], theirs: Sampled, name: string) =>
  expect(relativeError(sampled(ours, theirs), expected(theirs)), name).toBeLessThan(tolerance);

for (const backend of ['webgpu', 'webgl'] as const) {
  test(`On ${backend}, style transfer's parts and a loss are PyTorch's, with their gradients`, async ({
    page,
    baseURL,
  }) => {
    await openEngine(page, baseURL!, answer);
    expect(await page.evaluate((name) => engine.open(name), backend)).toBe(backend);

    const { moves, weightSeed, reach, operations: theirs } = fixture;
    const ours = await page.evaluate(
      ([made, seed, scale, all]) => engine.operations(made, seed, scale, all),
      [content, weightSeed, reach, moves] as const,
    );
    for (const name of [
      'gram',
      'gradient of gram',
      'gradient of variation',
      'decoded',
      'gradient of decoded',
      'encoded',
    ] as const)
      near(ours[name]!, theirs[name], name);
    for (const i of moves.keys()) {
      near(ours[`warped ${i}`]!, theirs.warped[i]!, `move ${i}`);
      near(ours[`gradient of warped ${i}`]!, theirs['gradient of warped'][i]!, `gradient of move ${i}`);
    }

    const { model, net: family, tvWeight, pixels } = fixture.evaluations[0]!;
    const found = await page.evaluate(([id, pictures, rest]) => engine.evaluation(id, pictures, rest), [
      model,
      { content, style },
      { family, tvWeight, seed: pixels.seed },
    ] as const);
    expect(relativeError(found['parts']!, pixels.parts)).toBeLessThan(tolerance);
    near(found['gradient']!, pixels.gradient, 'gradient of the loss');
  });

  test(`On ${backend}, L-BFGS goes downhill in constant memory, its history full and turning over`, async ({
    page,
    baseURL,
  }) => {
    await openEngine(page, baseURL!, answer);
    await page.evaluate((name) => engine.open(name), backend);
    const { model, net: family } = fixture.evaluations[0]!;
    const pictures = { content: [16, 20, 1], style: [18, 16, 3] } satisfies Record<string, number[]>;
    const { frames, after } = await page.evaluate(([id, net, made]) => engine.run(id, net, made, 13), [
      model,
      family,
      pictures as { content: typeof content; style: typeof style },
    ] as const);
    expect(frames).toHaveLength(14);
    frames.slice(1).forEach(({ loss, tensors }, i) => {
      expect(loss).toBeLessThan(frames[i]!.loss);
      expect(tensors).toBe(frames[0]!.tensors);
    });
    expect(frames.at(-1)!.loss).toBeLessThan(0.6 * frames[0]!.loss);
    expect(after).toBeLessThan(frames[0]!.tensors);
  });
}
