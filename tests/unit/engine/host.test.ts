import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { EngineHost } from '../../../src/lib/engine/host.ts';
import type { EngineStatus } from '../../../src/lib/engine/status.ts';
import { busy, forget, log, table, tick, type CountConfig } from './fake-experiments.ts';
import { base, buildTiny, serverOf, tinyBytes, tinyModel } from './tiny-model.ts';

const server = serverOf(tinyModel('a'));
const host = new EngineHost(table, buildTiny, { fetch: server.fetch, attempts: 1 });
const start = (config: CountConfig, onStatus?: (status: EngineStatus) => void) =>
  host.start('count', config, onStatus);
const step = async (job: number) => ((await host.next(job)).value as { step: number } | undefined)?.step;

const jobs: number[] = [];
beforeEach(async () => {
  await host.open({ backend: 'cpu', weightsBase: base });
  forget();
});
afterAll(() => Promise.all(jobs.map((job) => host.close(job))));

describe('The engine host', () => {
  test('opens once and gives the same report again', async () => {
    const report = await host.open({ backend: 'wasm', weightsBase: 'elsewhere' });
    expect(report).toMatchObject({ name: 'cpu' });
  });

  test('must be opened before a run', async () => {
    const closed = new EngineHost(table, buildTiny);
    await expect(closed.next(closed.start('count', { name: 'a', to: 1 }))).rejects.toMatchObject({
      name: 'BackendError',
      message: 'Expected open() before the first run.',
    });
  });

  test.each(['nonsense', '', 'toString', 'constructor', '__proto__'])('does not know "%s"', (name) => {
    expect(() => host.start(name, {})).toThrow(`Expected the experiment to be one of count, got ${name}.`);
  });

  test('computes nothing before the first pull, then one step a pull', async () => {
    const job = start({ name: 'a', to: 3 });
    await tick();
    expect(log).toEqual([]);
    expect([await step(job), await step(job)]).toEqual([1, 2]);
    await tick();
    expect(log).toEqual(['a1', 'a2']);
    await host.close(job);
  });

  test('says when a run is over, and goes on saying so', async () => {
    const job = start({ name: 'a', to: 1 });
    await host.next(job);
    for (let i = 0; i < 2; i++) expect(await host.next(job)).toEqual({ done: true, value: undefined });
    await host.close(job);
  });

  test('gives runs their steps in the order they asked, never two at once', async () => {
    const [a, b] = [start({ name: 'a', to: 3 }), start({ name: 'b', to: 3 })];
    await Promise.all([a, b, b, a, a, b].map((job) => host.next(job)));
    expect(log).toEqual(['a1', 'b1', 'b2', 'a2', 'a3', 'b3']);
    expect(busy.most).toBe(1);
    await Promise.all([host.close(a), host.close(b)]);
  });

  test('goes on with other runs after one has failed', async () => {
    const [a, b] = [start({ name: 'a', to: 3, failAt: 2 }), start({ name: 'b', to: 2 })];
    const results = await Promise.allSettled([a, a, b, b].map((job) => host.next(job)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect((results[1] as PromiseRejectedResult).reason).toMatchObject({ message: 'a failed at step 2' });
    await Promise.all([host.close(a), host.close(b)]);
  });

  test('frees what a run held when it is closed before, between and after its steps', async () => {
    const before = host.memory().tensors;
    for (const pulls of [0, 1, 3]) {
      const job = start({ name: 'a', to: 2 });
      for (let i = 0; i < pulls; i++) await host.next(job);
      await host.close(job);
      expect(host.memory().tensors).toBe(before);
    }
  });

  test('lets a step end before it frees what the run held', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const job = start({ name: 'a', to: 5, gate });
    await host.next(job);
    const before = host.memory().tensors;
    const pulled = host.next(job);
    await tick();
    let closed = false;
    const closing = host.close(job).then(() => (closed = true));
    await tick();
    expect(closed).toBe(false);
    expect(host.memory().tensors).toBe(before);
    open();
    expect((await pulled).value).toMatchObject({ step: 2 });
    await closing;
    expect(log).toEqual(['a1', 'a2', 'a.']);
    expect(host.memory().tensors).toBe(before - 1);
  });

  test('refuses the steps of a run that was closed while they waited', async () => {
    const [a, b] = [start({ name: 'a', to: 3 }), start({ name: 'b', to: 3 })];
    const first = host.next(a);
    const waiting = host.next(b);
    await host.close(b);
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await first;
    expect(log).toEqual(['a1']);
    await host.close(a);
  });

  test('knows nothing of a run that is closed or never was', async () => {
    const job = start({ name: 'a', to: 1 });
    await host.close(job);
    await host.close(job);
    await host.close(12345);
    for (const id of [job, 12345, -1]) {
      await expect(host.next(id)).rejects.toMatchObject({ name: 'AbortError' });
    }
  });

  test('tells what it is doing: downloading, preparing, running', async () => {
    const said: EngineStatus[] = [];
    const job = start({ name: 'a', to: 2, models: ['a'] }, (status) => void said.push(status));
    await host.next(job);
    await host.next(job);
    expect(said[0]).toEqual({ phase: 'downloading', loaded: 0, total: tinyBytes });
    expect(said.slice(-3)).toEqual([
      { phase: 'downloading', loaded: tinyBytes, total: tinyBytes },
      { phase: 'preparing' },
      { phase: 'running' },
    ]);
    await host.close(job);
  });

  test('passes on why a model could not be had', async () => {
    const job = start({ name: 'a', to: 1, models: ['missing'] });
    await expect(host.next(job)).rejects.toMatchObject({ name: 'WeightsError' });
    await host.close(job);
  });
});
