import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import { experiments } from '../../src/lib/experiments/index.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { siteFetch, weightsBase } from '../helpers.ts';
import { samples } from '../samples.ts';

type Name = keyof typeof experiments;

const host = new EngineHost(experiments, buildNet, { fetch: siteFetch });

beforeAll(async () => {
  await host.open({ backend: 'wasm', weightsBase });
});

test('Every experiment has a sample', () => {
  expect(Object.keys(samples).sort()).toEqual(Object.keys(experiments).sort());
});

describe.each(Object.keys(experiments) as Name[])('The experiment %s', (name) => {
  const jobs: number[] = [];
  const start = () => {
    const job = host.start(name, samples[name].config);
    jobs.push(job);
    return job;
  };
  afterEach(async () => {
    for (const job of jobs.splice(0)) await host.close(job);
  });

  /**
   * Pulls up to `most` frames, fewer when the run ends before. From the third on, none may add to what is held; with the
   * last frame of a run, less may be.
   */
  async function pull(job: number, most: number): Promise<unknown[]> {
    const frames: unknown[] = [];
    const held: ReturnType<typeof host.memory>[] = [];
    let isOver = false;
    while (frames.length < most) {
      const { value, done } = await host.next(job);
      isOver = done === true;
      if (isOver) break;
      frames.push(value);
      held.push(host.memory());
    }
    const later = held.slice(2, isOver ? -1 : undefined);
    later.forEach((memory, i) => expect(memory, `frame ${i + 3}`).toEqual(held[2]));
    if (held.length > 2) expect(held.at(-1)!.tensors).toBeLessThanOrEqual(held[2]!.tensors);
    return frames;
  }

  /** What the engine holds when the nets are loaded and nothing runs. */
  async function atRest() {
    const job = start();
    await pull(job, 1);
    await host.close(job);
    return host.memory();
  }

  test(`holds a constant memory over ${samples[name].frames} frames, and none once it is over`, async () => {
    const before = await atRest();
    for (let pulled = 0; pulled < samples[name].frames;) {
      const job = start();
      const { length } = await pull(job, samples[name].frames - pulled);
      expect(length).toBeGreaterThan(0);
      pulled += length;
      await host.close(job);
      expect(host.memory()).toEqual(before);
    }
  });

  test('gives everything back when it is cancelled half-way, in the middle of a step, and starts anew', async () => {
    const before = await atRest();
    const cancelled = start();
    await pull(cancelled, samples[name].frames / 2);
    const step = host.next(cancelled).catch(() => undefined);
    await host.close(cancelled);
    await step;
    expect(host.memory()).toEqual(before);
    const again = start();
    expect(await pull(again, 3)).not.toEqual([]);
    await host.close(again);
    expect(host.memory()).toEqual(before);
  });

  test('computes the same frames twice, to the last bit', async () => {
    expect(await pull(start(), 20)).toEqual(await pull(start(), 20));
  });
});
