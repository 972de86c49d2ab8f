import { beforeAll, describe, expect, test } from 'vitest';
import type { Net } from '../../src/lib/engine/models.ts';
import { ModelStore } from '../../src/lib/engine/models.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { siteFetch, useBackend, weightsBase } from '../helpers.ts';
import { activations, gradients, pixelsOf, type ImageShape } from './compute.ts';
import { readGolden, shippedModels, shippedShards, type Golden, type NetFacts } from './golden.ts';

const tolerance = 1e-4;
const ids = await shippedModels();

describe.each(['wasm', 'cpu'] as const)('On %s, with the weights that ship,', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(ids)('%s', (id) => {
    let golden: Golden<NetFacts>;
    let net: Net;
    let shape: ImageShape;

    beforeAll(async () => {
      golden = await readGolden<NetFacts>(id);
      shape = golden.shape('images').slice(1) as unknown as ImageShape;
      const store = new ModelStore({ base: weightsBase, buildNet, download: { fetch: siteFetch } });
      net = (await store.load([id], () => undefined))[0]!;
    });

    test('has golden values of these very weights', async () => {
      expect(golden.facts.shards, 'run python -m training.golden.weights').toEqual(await shippedShards(id));
    });

    test("gives PyTorch's activations, every one by its name", async () => {
      const ours = await activations(net, golden.values('images'), shape);
      const theirs = golden.names.filter((name) => name !== 'images' && !name.startsWith('gradient'));
      expect(Object.keys(ours)).toEqual(theirs);
      for (const name of theirs) expect(golden.error(name, ours[name]!), name).toBeLessThan(tolerance);
    });

    test.each([
      ['logit', 'gradient of target logit'],
      ['cross-entropy', 'gradient of cross-entropy'],
    ] as const)("gives PyTorch's gradient of the %s wrt the image", async (objective, name) => {
      const ours = await gradients(net, objective, golden.values('images'), golden.facts.targets, shape);
      const theirs = golden.values(name);
      // Image by image: the gradient of one may be far smaller than that of the other.
      const pixels = pixelsOf(shape);
      for (let start = 0; start < theirs.length; start += pixels) {
        expect(ours.slice(start, start + pixels)).toBeNear(theirs.slice(start, start + pixels), tolerance);
      }
    });
  });
});
