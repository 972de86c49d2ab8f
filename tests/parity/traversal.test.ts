import { describe, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import {
  traversal as experiment,
  type TraversalConfig,
  type TraversalFrame,
} from '../../src/lib/experiments/traversal.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { siteFetch, weightsBase } from '../helpers.ts';
import { readGolden, shippedShards, type TraversalFacts } from './golden.ts';

const tolerance = 1e-4;
const traversal = await readGolden<TraversalFacts>('traversal');

test('The golden walks are of the weights that ship', async () => {
  for (const id of traversal.facts.models)
    expect(traversal.facts.shards[id], id).toEqual(await shippedShards(id));
});

describe.each(['wasm', 'cpu'] as const)('On %s', (backend) => {
  test(`the traversal walks as PyTorch's does, ${traversal.facts.steps} steps long`, async () => {
    const host = new EngineHost({ traversal: experiment }, buildNet, { fetch: siteFetch });
    await host.open({ backend, weightsBase });
    const { models, steps, step, target } = traversal.facts;
    const start = traversal.values(`${models[0]} frames`).slice(0, 784);
    const config: TraversalConfig = { start, target, steps, stepSize: step, models, judge: 'mnist-judge' };
    const job = host.start('traversal', config);
    for (let k = 0; k <= steps; k++) {
      const { views } = (await host.next(job)).value as TraversalFrame;
      models.forEach((id, i) => {
        const frame = traversal.values(`${id} frames`).slice(784 * k, 784 * (k + 1));
        const logits = traversal.values(`${id} logits`).slice(10 * k, 10 * (k + 1));
        expect(views[i]!.image, `${id}, frame ${k}`).toBeNear(frame, tolerance);
        expect(views[i]!.logits, `${id}, logits of frame ${k}`).toBeNear(logits, tolerance);
      });
    }
    await host.close(job);
  });
});
