import * as Comlink from 'comlink';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Engine } from '../../../src/lib/engine/client.ts';
import { EngineError } from '../../../src/lib/engine/errors.ts';
import { EngineHost } from '../../../src/lib/engine/host.ts';
import { limits } from '../../../src/lib/engine/limits.ts';
import type { EngineStatus } from '../../../src/lib/engine/status.ts';
import { forget, log, table, tick, type CountConfig } from './fake-experiments.ts';
import { base, buildTiny, serverOf, tinyModel } from './tiny-model.ts';

type Table = typeof table;

/** A worker on this thread: a real host behind a real message channel. */
class FakeWorker extends EventTarget {
  readonly host = new EngineHost(table, buildTiny, { fetch: serverOf(tinyModel('a')).fetch, attempts: 1 });
  terminated = false;
  readonly #channel = new MessageChannel();

  constructor() {
    super();
    const { port1, port2 } = this.#channel;
    port1.onmessage = ({ data }: MessageEvent) => this.dispatchEvent(new MessageEvent('message', { data }));
    Comlink.expose(this.host, port2);
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    if (!this.terminated && !this.deaf) this.#channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }

  /** Hears nothing any more: it computes in a circle, or has ended itself. */
  deaf = false;

  /** What the browser tells when a worker's script throws or cannot be loaded. */
  breakDown(message = ''): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

/** Locks that are held, with what frees them. */
const locks = new Map<string, () => void>();
const fakeLocks = {
  async request(name: string, use: () => unknown) {
    const before = locks.get(name);
    if (before) await new Promise<void>((resolve) => locks.set(name, resolve));
    locks.set(name, () => undefined);
    await use();
  },
};

let workers: FakeWorker[];
let engine: Engine<Table>;
const make = () => {
  workers.push(new FakeWorker());
  return workers.at(-1) as unknown as Worker;
};
/** What the last worker's host holds, once all messages have arrived. */
async function heldTensors() {
  for (let i = 0; i < 10; i++) await tick();
  return workers.at(-1)!.host.memory().tensors;
}

beforeEach(() => {
  forget();
  locks.clear();
  vi.stubGlobal('navigator', { locks: fakeLocks });
  workers = [];
  engine = new Engine<Table>(make, { backend: 'cpu', weightsBase: base });
});
afterEach(() => {
  workers.forEach((worker) => worker.terminate());
  vi.unstubAllGlobals();
});

const config = (to: number): CountConfig => ({ name: 'a', to });

async function collect(run: AsyncGenerator<{ step: number }>): Promise<number[]> {
  const steps: number[] = [];
  for await (const { step } of run) steps.push(step);
  return steps;
}

describe('The engine', () => {
  test('makes no worker before it is needed, and one for all runs', async () => {
    expect(workers).toHaveLength(0);
    expect(await engine.open()).toMatchObject({ name: 'cpu' });
    expect(await collect(engine.run('count', config(3)))).toEqual([1, 2, 3]);
    expect(await collect(engine.run('count', config(2)))).toEqual([1, 2]);
    expect(workers).toHaveLength(1);
  });

  test('makes one worker for runs that begin at the same time', async () => {
    const runs = await Promise.all([1, 2, 3].map((to) => collect(engine.run('count', config(to)))));
    expect(runs).toEqual([[1], [1, 2], [1, 2, 3]]);
    expect(workers).toHaveLength(1);
  });

  test('tells what it is doing, from finding a backend to running', async () => {
    const said: EngineStatus['phase'][] = [];
    const onStatus = ({ phase }: EngineStatus) => void said.push(phase);
    const run = engine.run('count', { ...config(1), models: ['a'] }, { onStatus });
    await run.next();
    await run.next();
    for (let i = 0; i < 5; i++) await tick();
    expect([...new Set(said)]).toEqual(['backend', 'downloading', 'preparing', 'running']);
  });

  test('frees a run when the reader leaves the loop', async () => {
    await engine.open();
    const before = await heldTensors();
    for await (const { step } of engine.run('count', config(100))) if (step === 2) break;
    expect(await heldTensors()).toBe(before);
    expect(log).toEqual(['a1', 'a2', 'a.']);
  });

  test("passes on an experiment's own failure by name, and lives on", async () => {
    const run = engine.run('count', { ...config(3), failAt: 2 });
    await run.next();
    await expect(run.next()).rejects.toMatchObject({ name: 'RangeError', message: 'a failed at step 2' });
    expect(await collect(engine.run('count', config(1)))).toEqual([1]);
    expect(workers).toHaveLength(1);
  });

  test('passes on an engine error by name', async () => {
    const run = engine.run('count', { ...config(1), models: ['missing'] });
    await expect(run.next()).rejects.toMatchObject({ name: 'WeightsError' });
  });

  test('says when no backend could be started, and tries again with a new worker', async () => {
    const choosy = new Engine<Table>(make, { backend: 'webgpu', weightsBase: base });
    for (let i = 1; i <= 2; i++) {
      await expect(choosy.open()).rejects.toMatchObject({ name: 'BackendError' });
      expect(workers).toHaveLength(i);
      expect(workers.at(-1)!.terminated).toBe(true);
    }
  });
});

describe('A cancelled run', () => {
  test('throws AbortError, yields nothing more and frees what it held', async () => {
    await engine.open();
    const before = await heldTensors();
    const abort = new AbortController();
    const run = engine.run('count', config(100), { signal: abort.signal });
    await run.next();
    abort.abort();
    await expect(run.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(await run.next()).toEqual({ done: true, value: undefined });
    expect(await heldTensors()).toBe(before);
    expect(log.at(-1)).toBe('a.');
  });

  test('throws AbortError in the middle of a step, when the step would still give a frame', async () => {
    const abort = new AbortController();
    const run = engine.run('count', config(100), { signal: abort.signal });
    await run.next();
    const pulled = run.next();
    abort.abort();
    await expect(pulled).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('makes no worker when it was cancelled before', async () => {
    const run = engine.run('count', config(1), { signal: AbortSignal.abort() });
    await expect(run.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers).toHaveLength(0);
  });

  test('throws AbortError when it is cancelled while the backend starts', async () => {
    const abort = new AbortController();
    const pulled = engine.run('count', config(3), { signal: abort.signal }).next();
    abort.abort();
    await expect(pulled).rejects.toMatchObject({ name: 'AbortError' });
    expect(await collect(engine.run('count', config(1)))).toEqual([1]);
  });

  test("throws the signal's own reason", async () => {
    const abort = new AbortController();
    const run = engine.run('count', config(9), { signal: abort.signal });
    await run.next();
    const reason = new DOMException('off screen', 'AbortError');
    abort.abort(reason);
    await expect(run.next()).rejects.toBe(reason);
  });

  test('leaves other runs alone', async () => {
    const abort = new AbortController();
    const cancelled = engine.run('count', { name: 'a', to: 9 }, { signal: abort.signal });
    await cancelled.next();
    const other = collect(engine.run('count', { name: 'b', to: 3 }));
    abort.abort();
    await expect(cancelled.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(await other).toEqual([1, 2, 3]);
  });
});

describe('A worker that breaks down', () => {
  const lost = (words: string) => ({
    name: 'DeviceLostError',
    message: `The experiment's worker stopped (${words}). Press Restart to go on.`,
  });

  test('ends its runs with DeviceLostError, and the next run gets a new one', async () => {
    const run = engine.run('count', config(9));
    await run.next();
    const stuck = run.next();
    workers[0]!.breakDown('out of memory');
    await expect(stuck).rejects.toMatchObject(lost('out of memory'));
    expect(workers[0]!.terminated).toBe(true);
    expect(await collect(engine.run('count', config(2)))).toEqual([1, 2]);
    expect(workers).toHaveLength(2);
  });

  test('between two steps is noticed at the next', async () => {
    const run = engine.run('count', config(9));
    await run.next();
    workers[0]!.breakDown('out of memory');
    await expect(run.next()).rejects.toMatchObject(lost('out of memory'));
  });

  test('before it could be loaded is given up, and the next run gets a new one', async () => {
    const opening = engine.open();
    workers[0]!.breakDown();
    await expect(opening).rejects.toMatchObject(lost('it could not be loaded'));
    expect(workers[0]!.terminated).toBe(true);
    expect(await collect(engine.run('count', config(1)))).toEqual([1]);
  });

  test('does not take the new worker with it when it complains again', async () => {
    await engine.open();
    workers[0]!.breakDown();
    await engine.open();
    workers[0]!.breakDown();
    expect(await collect(engine.run('count', config(1)))).toEqual([1]);
    expect(workers).toHaveLength(2);
  });

  test('is replaced after its device was lost', async () => {
    const run = engine.run('count', config(9));
    await run.next();
    workers[0]!.host.next = () =>
      Promise.reject(new EngineError('DeviceLostError', 'The graphics processor went away (unknown).'));
    await expect(run.next()).rejects.toMatchObject({ name: 'DeviceLostError' });
    expect(workers[0]!.terminated).toBe(true);
    expect(await collect(engine.run('count', config(1)))).toEqual([1]);
    expect(workers).toHaveLength(2);
  });
});

describe('A worker that does not answer', () => {
  const deafWorker = () => {
    const worker = make() as unknown as FakeWorker;
    worker.deaf = true;
    return worker as unknown as Worker;
  };
  const message = (what: string) => `The experiment's worker ${what}. Press Restart to go on.`;
  afterEach(() => void vi.useRealTimers());

  test('to its start is given up, and the next run gets a new one', async () => {
    vi.useFakeTimers();
    let first = true;
    const makers = () => (first ? ((first = false), deafWorker()) : make());
    const stuck = new Engine<Table>(makers, { backend: 'cpu', weightsBase: base });
    const failure = stuck.open().catch((error: Error) => error.message);
    await vi.advanceTimersByTimeAsync(limits.script);
    expect(await failure).toBe(message('could not be loaded in 60 seconds'));
    expect(workers[0]!.terminated).toBe(true);
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
    expect(workers[0]!.terminated).toBe(true);
  });

  test('keeps its start when another run waits for it, too', async () => {
    const abort = new AbortController();
    const first = engine.run('count', config(1), { signal: abort.signal }).next();
    const second = collect(engine.run('count', config(2)));
    abort.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(await second).toEqual([1, 2]);
    expect(workers).toHaveLength(1);
  });

  test('in the middle of a run is given up after a while', async () => {
    const run = engine.run('count', config(9));
    await run.next();
    vi.useFakeTimers();
    workers[0]!.deaf = true;
    const failure = run.next().catch((error: Error) => error);
    await vi.advanceTimersByTimeAsync(3600_000);
    expect(await failure).toMatchObject({
      name: 'DeviceLostError',
      message: message('did not answer in 15 minutes'),
    });
    expect(workers[0]!.terminated).toBe(true);
  });

  test('is ended by Reset, within seconds', async () => {
    const abort = new AbortController();
    const run = engine.run('count', config(9), { signal: abort.signal });
    await run.next();
    vi.useFakeTimers();
    workers[0]!.deaf = true;
    const pulled = run.next().catch((error: Error) => error);
    abort.abort();
    expect(await pulled).toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(limits.farewell);
    expect(workers[0]!.terminated).toBe(true);
    vi.useRealTimers();
    expect(await collect(engine.run('count', config(2)))).toEqual([1, 2]);
  });

  test('and one that does, but gives no frame, is given up, too', async () => {
    const run = engine.run('count', config(9));
    await run.next();
    workers[0]!.host.next = () => new Promise(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const failure = run.next().catch((error: Error) => error);
    for (let passed = 0; passed < limits.frame; passed += limits.pulse) {
      await vi.advanceTimersByTimeAsync(limits.pulse);
      for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await failure).toMatchObject({ message: message('gave no picture in 20 minutes') });
    expect(workers[0]!.terminated).toBe(true);
  });

  test('because it has ended itself is noticed at once, by the lock that it held', async () => {
    const run = engine.run('count', config(9));
    await run.next();
    expect(locks.size).toBe(1);
    const failure = run.next().catch((error: Error) => error);
    workers[0]!.deaf = true;
    for (const free of locks.values()) free();
    expect(await failure).toMatchObject({ name: 'DeviceLostError', message: message('ended by itself') });
  });
});

test('A worker whose memory is full is replaced: it never shrinks', async () => {
  const run = engine.run('count', config(9));
  await run.next();
  workers[0]!.host.next = () => Promise.reject(new EngineError('MemoryError', 'Expected room, got none.'));
  await expect(run.next()).rejects.toMatchObject({ name: 'MemoryError' });
  expect(workers[0]!.terminated).toBe(true);
  expect(await collect(engine.run('count', config(1)))).toEqual([1]);
});

test('A run that is over leaves no message port behind', async () => {
  await engine.open();
  const ports = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  await collect(engine.run('count', config(1)));
  for (let i = 0; i < 20; i++) await tick();
  const before = ports();
  for (let i = 0; i < 10; i++) await collect(engine.run('count', config(2)));
  await vi.waitUntil(() => ports() - before <= 1, { timeout: 5000 });
});
