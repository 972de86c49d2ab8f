import { beforeAll, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import { experiments } from '../../src/lib/experiments/index.ts';
import type { InversionConfig } from '../../src/lib/experiments/inversion-checks.ts';
import type { InversionFrame } from '../../src/lib/experiments/inversion.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { siteFetch, useBackend, weightsBase } from '../helpers.ts';
import { picture } from './style-compute.ts';

beforeAll(() => useBackend('wasm'));

const usual: InversionConfig = {
  models: ['cifar-resnet-standard-antialiased'],
  target: picture([32, 32], 5),
  starts: ['noise'],
  layer: 'representation',
  step: 0.2,
  schedule: 'falling',
  steps: 12,
  roll: 0,
  seed: 3,
};

/** First and last frame of a run. */
async function ends(changes: Partial<InversionConfig>): Promise<[InversionFrame, InversionFrame]> {
  const host = new EngineHost(experiments, buildNet, { fetch: siteFetch });
  await host.open({ backend: 'wasm', weightsBase });
  const job = host.start('inversion', { ...usual, ...changes });
  const frames: InversionFrame[] = [];
  for (let next = await host.next(job); !next.done; next = await host.next(job))
    frames.push(next.value as InversionFrame);
  await host.close(job);
  return [frames[0]!, frames.at(-1)!];
}

test('each start stays in a ball of its own, and comes the nearer the larger it is', async () => {
  const start = picture([32, 32], 8);
  const [, last] = await ends({ starts: [start, start], eps: [0.25, 1], step: [0.05, 0.2] });
  const [narrow, wide] = last.views[0]!;
  expect(narrow!.moved).toBeLessThan(0.2501);
  expect(wide!.moved).toBeGreaterThan(0.26);
  expect(wide!.moved).toBeLessThan(1.0001);
  expect(wide!.distance).toBeLessThan(narrow!.distance);
});

test('Fourier coefficients of a moved picture come nearer too, from noise and from a picture', async () => {
  const starts = ['noise', picture([32, 32], 8)] as const;
  const [first, last] = await ends({ starts, parameterisation: 'fourier', transforms: true, step: 0.05 });
  first.views[0]!.forEach(({ distance, moved }, i) => {
    // A picture is not quite what its coefficients make of it: the sigmoid keeps it from black and white.
    expect(moved).toBeLessThan(0.5);
    expect(last.views[0]![i]!.distance).toBeLessThan(0.9 * distance);
  });
});

test('a start comes to the same beside others as alone, and a frame may come after several steps', async () => {
  const starts = [picture([32, 32], 8), picture([32, 32], 9), 'noise'] as const;
  const moved = { roll: 2, steps: 4 };
  const [, together] = await ends({ ...moved, starts, every: 2 });
  const [, alone] = await ends({ ...moved, starts: [starts[1]] });
  const [one, other] = [together.views[0]![1]!, alone.views[0]![0]!];
  expect([together.step, together.of]).toEqual([4, 4]);
  expect([one.distance, one.moved]).toBeNear([other.distance, other.moved], 1e-3);
  expect(Math.max(...one.image.map((byte, i) => Math.abs(byte - other.image[i]!)))).toBeLessThan(3);
  await expect(ends({ steps: 4, every: 3 })).rejects.toThrow(
    'Expected every to be a divisor of 4 steps, got 3.',
  );
});
