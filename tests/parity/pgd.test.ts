import { beforeAll, describe, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import { ModelStore, type Net } from '../../src/lib/engine/models.ts';
import { attack, type AttackConfig, type AttackFrame } from '../../src/lib/experiments/attack.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { siteFetch, useBackend, weightsBase } from '../helpers.ts';
import { digit, gradients, move, project } from './compute.ts';
import { readGolden, shippedShards, type PgdFacts } from './golden.ts';

const tolerance = 1e-4;
const { facts, values } = await readGolden<PgdFacts>('pgd');
const runs = facts.runs.map(
  (run) => ({ ...run, name: run.norm, norm: run.norm === 'l2' ? 'L2' : 'Linf' }) as const,
);

test('The golden attacks are on the weights that ship', async () => {
  expect(facts.shards, 'run python -m training.golden.weights').toEqual(await shippedShards(facts.model));
});

describe.each(['wasm', 'cpu'] as const)('On %s', (backend) => {
  let net: Net;
  const uphill = (points: Float32Array) =>
    gradients(net, 'cross-entropy', points, Array<number>(points.length / 784).fill(facts.label), digit);

  beforeAll(async () => {
    await useBackend(backend);
    const store = new ModelStore({ base: weightsBase, buildNet, download: { fetch: siteFetch } });
    net = (await store.load([facts.model], () => undefined))[0]!;
  });

  describe.each(runs)('PGD in $norm', (run) => {
    const iterates = values(`${run.name} iterates`);
    const origin = iterates.slice(0, 784);
    const moved = values(`${run.name} before projection`);

    test("projects onto the ball and the box as PyTorch's does", async () => {
      expect(await project(moved, origin, run)).toBeNear(iterates.slice(784), 1e-6);
    });

    test("steps from each of PyTorch's iterates to where PyTorch steps", async () => {
      const points = iterates.slice(0, -784);
      const gradient = await uphill(points);
      const ours = await move(points, gradient, run);
      if (run.norm === 'L2') {
        expect(ours).toBeNear(moved, tolerance);
        return;
      }
      // A sign jumps where the gradient passes zero. Equal pixels make equal maxima in the pooling windows, whose
      // order is then a matter of the last bit: a few pixels with next to no gradient may go the other way.
      const largest = gradient.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      const turned = gradient.filter((_, i) => Math.abs(ours[i]! - moved[i]!) > tolerance);
      expect(turned.length / gradient.length).toBeLessThan(0.01);
      for (const value of turned) expect(Math.abs(value)).toBeLessThan(0.01 * largest);
    });
  });

  test("the experiment, left to itself, walks PyTorch's path in L2", async () => {
    const { name, norm, eps, step, steps } = runs.find((run) => run.norm === 'L2')!;
    const iterates = values(`${name} iterates`);
    const moved = values(`${name} before projection`);
    const losses = values(`${name} losses`);
    const host = new EngineHost({ attack }, buildNet, { fetch: siteFetch });
    await host.open({ backend, weightsBase });
    const image = iterates.slice(0, 784);
    const { label, model } = facts;
    const config: AttackConfig = {
      ...{ image, label, norm, eps, stepSize: step, steps },
      ...{ randomStart: false, seed: 0, models: [model] },
    };
    const job = host.start('attack', config);
    for (let k = 0; k <= steps; k++) {
      const view = ((await host.next(job)).value as AttackFrame).views[0]!;
      expect(view.image, `frame ${k}`).toBeNear(iterates.slice(784 * k, 784 * (k + 1)), tolerance);
      expect([view.loss]).toBeNear([losses[k]!], tolerance);
      if (k === 0) continue;
      const stepped = view.stepped.map((value, i) => value + image[i]!);
      expect(stepped, `step ${k}`).toBeNear(moved.slice(784 * (k - 1), 784 * k), tolerance);
    }
    await host.close(job);
  });
});
