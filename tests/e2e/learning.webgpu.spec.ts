// A small network that learns, on the GPU's backends beside plain JavaScript; here the browser computes on its CPU.
import { fileURLToPath } from 'node:url';
import { bundleEngine, openEngine } from '../engine-bundle.mjs';
import { relativeError } from '../relative-error.ts';
import { expect, test } from './fixtures.ts';
import type { LearningEngine } from './learning-entry.ts';

declare const engine: LearningEngine;

const tolerance = 1e-4;
let answer: Awaited<ReturnType<typeof bundleEngine>>;

test.beforeAll(async () => {
  answer = await bundleEngine(fileURLToPath(new URL('learning-entry.ts', import.meta.url)));
});

for (const backend of ['webgpu', 'webgl'] as const) {
  test(`On ${backend}, a network learns what it learns in plain JavaScript, and leaves nothing behind`, async ({
    page,
    baseURL,
  }) => {
    await openEngine(page, baseURL!, answer);
    expect(await page.evaluate(() => engine.open('cpu'))).toBe('cpu');
    const { left: _, ...expected } = await page.evaluate(() => engine.learn());
    expect(await page.evaluate((name) => engine.open(name), backend)).toBe(backend);
    const { left, ...seen } = await page.evaluate(() => engine.learn());
    expect(left).toBe(0);
    for (const [name, values] of Object.entries(seen))
      expect(relativeError(values, expected[name as keyof typeof expected]), name).toBeLessThan(tolerance);
  });
}
