import { afterEach, describe, expect, test, vi } from 'vitest';
import { Engine } from '../../../src/lib/engine/client.ts';
import { EngineError } from '../../../src/lib/engine/errors.ts';
import { limits } from '../../../src/lib/engine/limits.ts';
import { collect, config, engineRig, type FakeWorker, locks, type Table } from './engine-rig.ts';
import { tick } from './fake-experiments.ts';
import { base } from './tiny-model.ts';

const rig = engineRig();

describe('A worker that breaks down', () => {
  const lost = (words: string) => ({
    name: 'DeviceLostError',
    message: `The experiment's worker stopped (${words}). Press Restart to go on.`,
  });

  test('ends its runs with DeviceLostError, and the next run gets a new one', async () => {
    const run = rig.engine.run('count', config(9));
    await run.next();
    const stuck = run.next();
    rig.workers[0]!.breakDown('out of memory');
    await expect(stuck).rejects.toMatchObject(lost('out of memory'));
    expect(rig.workers[0]!.terminated).toBe(true);
    expect(await collect(rig.engine.run('count', config(2)))).toEqual([1, 2]);
    expect(rig.workers).toHaveLength(2);
  });

  test('between two steps is noticed at the next', async () => {
    const run = rig.engine.run('count', config(9));
    await run.next();
    rig.workers[0]!.breakDown('out of memory');
    await expect(run.next()).rejects.toMatchObject(lost('out of memory'));
  });

  test('before it could be loaded is given up, and the next run gets a new one', async () => {
    const opening = rig.engine.open();
    rig.workers[0]!.breakDown();
    await expect(opening).rejects.toMatchObject(lost('it could not be loaded'));
    expect(rig.workers[0]!.terminated).toBe(true);
    expect(await collect(rig.engine.run('count', config(1)))).toEqual([1]);
  });

  test('does not take the new worker with it when it complains again', async () => {
    await rig.engine.open();
    rig.workers[0]!.breakDown();
    await rig.engine.open();
    rig.workers[0]!.breakDown();
    expect(await collect(rig.engine.run('count', config(1)))).toEqual([1]);
    expect(rig.workers).toHaveLength(2);
  });

  test('is replaced after its device was lost', async () => {
    const run = rig.engine.run('count', config(9));
    await run.next();
    rig.workers[0]!.host.next = () =>
      Promise.reject(new EngineError('DeviceLostError', 'The graphics processor went away (unknown).'));
    await expect(run.next()).rejects.toMatchObject({ name: 'DeviceLostError' });
    expect(rig.workers[0]!.terminated).toBe(true);
    expect(await collect(rig.engine.run('count', config(1)))).toEqual([1]);
    expect(rig.workers).toHaveLength(2);
  });
});

describe('A worker that does not answer', () => {
  const deafWorker = () => {
    const worker = rig.make() as unknown as FakeWorker;
    worker.deaf = true;
    return worker as unknown as Worker;
  };
  const message = (what: string) => `The experiment's worker ${what}. Press Restart to go on.`;
  afterEach(() => void vi.useRealTimers());

  test('to its start is given up, and the next run gets a new one', async () => {
    vi.useFakeTimers();
    let first = true;
    const makers = () => (first ? ((first = false), deafWorker()) : rig.make());
    const stuck = new Engine<Table>(makers, { backend: 'cpu', weightsBase: base });
    const failure = stuck.open().catch((error: Error) => error.message);
    await vi.advanceTimersByTimeAsync(limits.script);
    expect(await failure).toBe(message('could not be loaded in 60 seconds'));
    expect(rig.workers[0]!.terminated).toBe(true);
    vi.useRealTimers();
    expect(await collect(stuck.run('count', config(2)))).toEqual([1, 2]);
  });

  test('is left at once by a reader who resets while it starts', async () => {
    const stuck = new Engine<Table>(deafWorker, { backend: 'cpu', weightsBase: base });
    const abort = new AbortController();
    const pulled = stuck.run('count', config(1), { signal: abort.signal }).next();
    await tick();
    abort.abort();
    await expect(pulled).rejects.toMatchObject({ name: 'AbortError' });
    expect(rig.workers[0]!.terminated).toBe(true);
  });

  test('keeps its start when another run waits for it, too', async () => {
    const abort = new AbortController();
    const first = rig.engine.run('count', config(1), { signal: abort.signal }).next();
    const second = collect(rig.engine.run('count', config(2)));
    abort.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(await second).toEqual([1, 2]);
    expect(rig.workers).toHaveLength(1);
  });

  test('in the middle of a run is given up after a while', async () => {
    const run = rig.engine.run('count', config(9));
    await run.next();
    vi.useFakeTimers();
    rig.workers[0]!.deaf = true;
    const failure = run.next().catch((error: Error) => error);
    await vi.advanceTimersByTimeAsync(3600_000);
    expect(await failure).toMatchObject({
      name: 'DeviceLostError',
      message: message('did not answer in 15 minutes'),
    });
    expect(rig.workers[0]!.terminated).toBe(true);
  });

  test('is ended by Reset, within seconds', async () => {
    const abort = new AbortController();
    const run = rig.engine.run('count', config(9), { signal: abort.signal });
    await run.next();
    vi.useFakeTimers();
    rig.workers[0]!.deaf = true;
    const pulled = run.next().catch((error: Error) => error);
    abort.abort();
    expect(await pulled).toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(limits.farewell);
    expect(rig.workers[0]!.terminated).toBe(true);
    vi.useRealTimers();
    expect(await collect(rig.engine.run('count', config(2)))).toEqual([1, 2]);
  });

  test('and one that does, but gives no frame, is given up, too', async () => {
    const run = rig.engine.run('count', config(9));
    await run.next();
    rig.workers[0]!.host.next = () => new Promise(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const failure = run.next().catch((error: Error) => error);
    for (let passed = 0; passed < limits.frame; passed += limits.pulse) {
      await vi.advanceTimersByTimeAsync(limits.pulse);
      for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await failure).toMatchObject({ message: message('gave no picture in 20 minutes') });
    expect(rig.workers[0]!.terminated).toBe(true);
  });

  test('because it has ended itself is noticed at once, by the lock that it held', async () => {
    const run = rig.engine.run('count', config(9));
    await run.next();
    expect(locks.size).toBe(1);
    const failure = run.next().catch((error: Error) => error);
    rig.workers[0]!.deaf = true;
    for (const free of locks.values()) free();
    expect(await failure).toMatchObject({ name: 'DeviceLostError', message: message('ended by itself') });
  });
});

test('A worker whose memory is full is replaced: it never shrinks', async () => {
  const run = rig.engine.run('count', config(9));
  await run.next();
  rig.workers[0]!.host.next = () =>
    Promise.reject(new EngineError('MemoryError', 'Expected room, got none.'));
  await expect(run.next()).rejects.toMatchObject({ name: 'MemoryError' });
  expect(rig.workers[0]!.terminated).toBe(true);
  expect(await collect(rig.engine.run('count', config(1)))).toEqual([1]);
});

test('A run that is over leaves no message port behind', async () => {
  await rig.engine.open();
  const ports = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  await collect(rig.engine.run('count', config(1)));
  for (let i = 0; i < 20; i++) await tick();
  const before = ports();
  for (let i = 0; i < 10; i++) await collect(rig.engine.run('count', config(2)));
  await vi.waitUntil(() => ports() - before <= 1, { timeout: 5000 });
});
