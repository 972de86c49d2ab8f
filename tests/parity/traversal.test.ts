import { beforeAll, describe, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import { traversal, type TraversalConfig, type TraversalFrame } from '../../src/lib/experiments/traversal.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { siteFetch, weightsBase } from '../helpers.ts';
import { readGolden, shippedShards, type TraversalFacts } from './golden.ts';

const tolerance = 1e-4;
const golden = await readGolden<TraversalFacts>('traversal');
const { models, steps, step, target } = golden.facts;
const frameOf = (id: string, k: number) => golden.values(`${id} frames`).slice(784 * k, 784 * (k + 1));
const logitsOf = (id: string, k: number) => golden.values(`${id} logits`).slice(10 * k, 10 * (k + 1));

test('The golden walks are of the weights that ship', async () => {
  for (const id of models)
    expect(golden.facts.shards[id], 'run python -m training.golden.weights').toEqual(await shippedShards(id));
});

describe.each(['wasm', 'cpu'] as const)('On %s', (backend) => {
  const host = new EngineHost({ traversal }, buildNet, { fetch: siteFetch });
  beforeAll(() => host.open({ backend, weightsBase }));

  async function* walk(start: Float32Array, count: number, ids: string[]) {
    const config: TraversalConfig = {
      ...{ start, target, steps: count, stepSize: step, models: ids },
      judge: 'mnist-judge',
    };
    const job = host.start('traversal', config);
    for (let k = 0; k <= count; k++) yield [k, (await host.next(job)).value as TraversalFrame] as const;
    await host.close(job);
  }

  test.each(models)("%s steps from each of PyTorch's frames to PyTorch's next", async (id) => {
    for (let from = 0; from < steps; from++) {
      for await (const [k, { views }] of walk(frameOf(id, from), 1, [id])) {
        expect(views[0]!.image, `frame ${from + k}`).toBeNear(frameOf(id, from + k), tolerance);
        expect(views[0]!.logits, `logits of frame ${from + k}`).toBeNear(logitsOf(id, from + k), tolerance);
      }
    }
  });

  test(`left to themselves for ${steps} steps, both nets arrive where PyTorch's do`, async () => {
    for await (const [k, { views }] of walk(frameOf(models[0]!, 0), steps, models)) {
      models.forEach((id, i) => {
        expect(views[i]!.logits, `${id}, logits of frame ${k}`).toBeNear(logitsOf(id, k), tolerance);
        // Two maxima of a pooling window may be equal but for the last bit; then the gradient jumps a little, and
        // the walks go on a hair apart. Measured: 6e-8 without such a tie, up to 3e-4 after one.
        expect(views[i]!.image, `${id}, frame ${k}`).toBeNear(frameOf(id, k), 1e-3);
      });
    }
  });
});
