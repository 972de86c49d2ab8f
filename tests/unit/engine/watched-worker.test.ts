import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { limits } from '../../../src/lib/engine/limits.ts';
import { WatchedWorker } from '../../../src/lib/engine/watched-worker.ts';

/** A worker that does what it is told, and nothing else. */
class FakeWorker extends EventTarget {
  terminated = false;
  terminate() {
    this.terminated = true;
  }
  say() {
    this.dispatchEvent(new MessageEvent('message', { data: 0 }));
  }
}

let fake: FakeWorker;
let watched: WatchedWorker;
beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeWorker();
  watched = new WatchedWorker(fake as unknown as Worker, { who: 'The worker', silence: 20_000 });
});
afterEach(() => void vi.useRealTimers());

const never = new Promise<never>(() => undefined);
/** A wait, and what has become of it. */
function wait(work: Promise<unknown> = never) {
  const seen = { error: undefined as Error | undefined };
  watched.answer(work).catch((error: Error) => (seen.error = error));
  return seen;
}

describe('A worker that is watched', () => {
  test('may take its time for its script, and is given up after that', async () => {
    const seen = wait();
    await vi.advanceTimersByTimeAsync(limits.script - 1);
    expect(seen.error).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.error).toMatchObject({
      name: 'DeviceLostError',
      message: 'The worker could not be loaded in 60 seconds. Press Restart to go on.',
    });
    expect(fake.terminated).toBe(true);
  });

  test('that falls silent is ended: each word gives it time anew', async () => {
    const seen = wait();
    fake.say();
    for (let i = 0; i < 5; i++) {
      await vi.advanceTimersByTimeAsync(19_000);
      fake.say();
    }
    expect(seen.error).toBeUndefined();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(seen.error?.message).toBe('The worker did not answer in 20 seconds. Press Restart to go on.');
    expect(fake.terminated).toBe(true);
  });

  test('may be silent for as long as nobody waits', async () => {
    fake.say();
    expect(await watched.answer(Promise.resolve(3))).toBe(3);
    await vi.advanceTimersByTimeAsync(3600_000);
    expect(fake.terminated).toBe(false);
    const seen = wait();
    await vi.advanceTimersByTimeAsync(19_000);
    expect(seen.error).toBeUndefined();
  });

  test('that breaks down ends every wait, those to come included', async () => {
    const seen = [wait(), wait()];
    fake.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: 'no memory' }));
    await vi.advanceTimersByTimeAsync(0);
    for (const { error } of [...seen, wait()]) {
      await vi.advanceTimersByTimeAsync(0);
      if (error) expect(error.message).toBe('The worker stopped (no memory). Press Restart to go on.');
    }
    await expect(watched.answer(never)).rejects.toThrow('The worker stopped (no memory)');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('can be ended by whoever waits, in the middle of an answer', async () => {
    const seen = wait();
    watched.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.error?.name).toBe('DeviceLostError');
    expect(fake.terminated).toBe(true);
  });
});
