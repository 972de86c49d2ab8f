import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { after, inWords, within } from '../../../src/lib/engine/limits.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new Promise<number>(() => undefined);
const late = () => new Error('too late');

describe('A wait with a limit', () => {
  test('gives what comes in time, and leaves no timer behind', async () => {
    const waiting = within(1000, new Promise((resolve) => setTimeout(resolve, 900, 'here')), late);
    await vi.advanceTimersByTimeAsync(900);
    expect(await waiting).toBe('here');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('passes on what goes wrong in time', async () => {
    await expect(within(1000, Promise.reject(new Error('of its own')), late)).rejects.toThrow('of its own');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends when the time is over, and not before', async () => {
    let ended = false;
    const waiting = within(1000, never, late).finally(() => (ended = true));
    waiting.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await expect(waiting).rejects.toThrow('too late');
  });

  test('ends at once when the reader calls it off, also when that was before', async () => {
    const abort = new AbortController();
    const waiting = within(1000, never, late, abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(within(1000, never, late, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('takes a failure that comes after its end for nobody’s', async () => {
    let fail = (_: Error) => {};
    const waiting = within(10, new Promise((_, reject) => (fail = reject)), late);
    waiting.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(10);
    await expect(waiting).rejects.toThrow('too late');
    fail(new Error('nobody listens')); // Vitest fails a run with an unhandled rejection.
    await vi.advanceTimersByTimeAsync(10);
  });
});

test('A machine that slept through the limit has not waited for all of it', () => {
  const act = vi.fn();
  after(1000, act);
  // On waking, a timer that is overdue fires at once, and the next is set anew.
  vi.setSystemTime(Date.now() + 3600_000);
  vi.advanceTimersByTime(250);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(750);
  expect(act).toHaveBeenCalledTimes(1);
});

test('A limit is told in seconds, a long one in minutes', () => {
  expect([30_000, 90_000, 120_000, 600_000].map(inWords)).toEqual([
    '30 seconds',
    '90 seconds',
    '2 minutes',
    '10 minutes',
  ]);
});
