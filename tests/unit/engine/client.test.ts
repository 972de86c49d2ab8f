import { describe, expect, test } from 'vitest';
import { Engine } from '../../../src/lib/engine/client.ts';
import type { EngineStatus } from '../../../src/lib/engine/status.ts';
import { collect, config, engineRig, type Table } from './engine-rig.ts';
import { log, tick } from './fake-experiments.ts';
import { base } from './tiny-model.ts';

const rig = engineRig();

describe('The engine', () => {
  test('makes no worker before it is needed, and one for all runs', async () => {
    expect(rig.workers).toHaveLength(0);
    expect(await rig.engine.open()).toMatchObject({ name: 'cpu' });
    expect(await collect(rig.engine.run('count', config(3)))).toEqual([1, 2, 3]);
    expect(await collect(rig.engine.run('count', config(2)))).toEqual([1, 2]);
    expect(rig.workers).toHaveLength(1);
  });

  test('makes one worker for runs that begin at the same time', async () => {
    const runs = await Promise.all([1, 2, 3].map((to) => collect(rig.engine.run('count', config(to)))));
    expect(runs).toEqual([[1], [1, 2], [1, 2, 3]]);
    expect(rig.workers).toHaveLength(1);
  });

  test('tells what it is doing, from finding a backend to running', async () => {
    const said: EngineStatus['phase'][] = [];
    const onStatus = ({ phase }: EngineStatus) => void said.push(phase);
    const run = rig.engine.run('count', { ...config(1), models: ['a'] }, { onStatus });
    await run.next();
    await run.next();
    for (let i = 0; i < 5; i++) await tick();
    expect([...new Set(said)]).toEqual(['backend', 'downloading', 'preparing', 'running']);
  });

  test('tells the worker of a network that the page lends, and tells it once', async () => {
    const lent = {
      net: 'tiny',
      config: {},
      weights: {
        'fc/kernel': { shape: [2, 3], values: new Float32Array(6) },
        'fc/bias': { shape: [3], values: new Float32Array(3) },
      },
    };
    rig.engine.lend('yours', lent);
    expect(rig.workers).toHaveLength(0);
    expect(await collect(rig.engine.run('count', { ...config(1), models: ['yours'] }))).toEqual([1]);
    const held = await rig.heldTensors();
    expect(await collect(rig.engine.run('count', { ...config(1), models: ['yours'] }))).toEqual([1]);
    expect(await rig.heldTensors()).toBe(held);
    // Taken back, it is known no more, in this worker and in the next.
    rig.engine.takeBack('yours');
    const again = () => collect(rig.engine.run('count', { ...config(1), models: ['yours'] }));
    await expect(again()).rejects.toMatchObject({ name: 'WeightsError' });
    rig.engine.lend('yours', lent);
    expect(await again()).toEqual([1]);
  });

  test('frees a run when the reader leaves the loop', async () => {
    await rig.engine.open();
    const before = await rig.heldTensors();
    for await (const { step } of rig.engine.run('count', config(100))) if (step === 2) break;
    expect(await rig.heldTensors()).toBe(before);
    expect(log).toEqual(['a1', 'a2', 'a.']);
  });

  test("passes on an experiment's own failure by name, and lives on", async () => {
    const run = rig.engine.run('count', { ...config(3), failAt: 2 });
    await run.next();
    await expect(run.next()).rejects.toMatchObject({ name: 'RangeError', message: 'a failed at step 2' });
    expect(await collect(rig.engine.run('count', config(1)))).toEqual([1]);
    expect(rig.workers).toHaveLength(1);
  });

  test('passes on an engine error by name', async () => {
    const run = rig.engine.run('count', { ...config(1), models: ['missing'] });
    await expect(run.next()).rejects.toMatchObject({ name: 'WeightsError' });
  });

  test('says when no backend could be started, and tries again with a new worker', async () => {
    const choosy = new Engine<Table>(rig.make, { backend: 'webgpu', weightsBase: base });
    for (let i = 1; i <= 2; i++) {
      await expect(choosy.open()).rejects.toMatchObject({ name: 'BackendError' });
      expect(rig.workers).toHaveLength(i);
      expect(rig.workers.at(-1)!.terminated).toBe(true);
    }
  });
});

describe('A cancelled run', () => {
  test('throws AbortError, yields nothing more and frees what it held', async () => {
    await rig.engine.open();
    const before = await rig.heldTensors();
    const abort = new AbortController();
    const run = rig.engine.run('count', config(100), { signal: abort.signal });
    await run.next();
    abort.abort();
    await expect(run.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(await run.next()).toEqual({ done: true, value: undefined });
    expect(await rig.heldTensors()).toBe(before);
    expect(log.at(-1)).toBe('a.');
  });

  test('throws AbortError in the middle of a step, when the step would still give a frame', async () => {
    const abort = new AbortController();
    const run = rig.engine.run('count', config(100), { signal: abort.signal });
    await run.next();
    const pulled = run.next();
    abort.abort();
    await expect(pulled).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('makes no worker when it was cancelled before', async () => {
    const run = rig.engine.run('count', config(1), { signal: AbortSignal.abort() });
    await expect(run.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(rig.workers).toHaveLength(0);
  });

  test('throws AbortError when it is cancelled while the backend starts', async () => {
    const abort = new AbortController();
    const pulled = rig.engine.run('count', config(3), { signal: abort.signal }).next();
    abort.abort();
    await expect(pulled).rejects.toMatchObject({ name: 'AbortError' });
    expect(await collect(rig.engine.run('count', config(1)))).toEqual([1]);
  });

  test("throws the signal's own reason", async () => {
    const abort = new AbortController();
    const run = rig.engine.run('count', config(9), { signal: abort.signal });
    await run.next();
    const reason = new DOMException('off screen', 'AbortError');
    abort.abort(reason);
    await expect(run.next()).rejects.toBe(reason);
  });

  test('leaves other runs alone', async () => {
    const abort = new AbortController();
    const cancelled = rig.engine.run('count', { name: 'a', to: 9 }, { signal: abort.signal });
    await cancelled.next();
    const other = collect(rig.engine.run('count', { name: 'b', to: 3 }));
    abort.abort();
    await expect(cancelled.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(await other).toEqual([1, 2, 3]);
  });
});
