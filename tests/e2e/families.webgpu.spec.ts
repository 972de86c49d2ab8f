// VGG, ResNet and AlexNet on the GPU's backends against PyTorch's numbers; here the browser computes on its CPU.
import { fileURLToPath } from 'node:url';
import { bundleEngine, openEngine } from '../engine-bundle.mjs';
import { coordinateOf, expected, fixture, sampled } from '../parity/families.ts';
import { relativeError } from '../relative-error.ts';
import { expect, test } from './fixtures.ts';
import type { FamiliesEngine } from './families-entry.ts';

declare const engine: FamiliesEngine;

const tolerance = 1e-4;
const coordinates = {
  'gradient of logit': coordinateOf('gradient of logit'),
  'gradient of coordinate': coordinateOf('gradient of coordinate'),
};
/** Between them all of our own operations in the families; each case costs its shaders' compilation. */
const names = ['resnet, photo stem', 'alexnet'];
const cases = fixture.cases.filter(({ name }) => names.includes(name));
let answer: Awaited<ReturnType<typeof bundleEngine>>;

test.beforeAll(async () => {
  answer = await bundleEngine(fileURLToPath(new URL('families-entry.ts', import.meta.url)));
});

for (const backend of ['webgpu', 'webgl'] as const) {
  for (const family of cases) {
    test(`On ${backend}, ${family.name} gives PyTorch's activations and gradients`, async ({
      page,
      baseURL,
    }) => {
      await openEngine(page, baseURL!, answer);
      expect(await page.evaluate((name) => engine.open(name), backend)).toBe(backend);
      const seen = await page.evaluate(([net, seed, places]) => engine.compute(net, seed, places), [
        family,
        fixture.imageSeed,
        coordinates,
      ] as const);
      expect(Object.keys(seen)).toEqual(Object.keys(family.arrays));
      for (const [name, values] of Object.entries(seen)) {
        const theirs = expected(family, name);
        expect(relativeError(sampled(values, theirs.length), theirs), name).toBeLessThan(tolerance);
      }
    });
  }
}
