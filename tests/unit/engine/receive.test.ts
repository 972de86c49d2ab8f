import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { limits } from '../../../src/lib/engine/limits.ts';
import { attempted, receive } from '../../../src/lib/engine/receive.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that sends a byte whenever it is told to, and notes whether it was left. */
class SlowServer {
  left = false;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  readonly fetch: typeof fetch = async (_, init) => {
    init?.signal?.addEventListener('abort', () => (this.left = true));
    return new Response(
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          this.#controller = controller;
        },
      }),
    );
  };
  send = () => this.#controller.enqueue(Uint8Array.of(7));
  close = () => this.#controller.close();
}

/** Starts to receive; `outcome` is what has come of it so far. */
function receiving(fetch: typeof globalThis.fetch, signal?: AbortSignal) {
  const seen = { bytes: undefined as Uint8Array | undefined, error: undefined as Error | undefined };
  receive('http://site.test/file', 'the digits', { fetch, signal }).then(
    (bytes) => (seen.bytes = bytes),
    (error: Error) => (seen.error = error),
  );
  return seen;
}

describe('A file that comes slowly', () => {
  test('may take an hour, as long as its bytes keep coming', async () => {
    const server = new SlowServer();
    const seen = receiving(server.fetch);
    for (let i = 0; i < 130; i++) {
      await vi.advanceTimersByTimeAsync(limits.byte - 1000);
      server.send();
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual({ bytes: undefined, error: undefined });
    server.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.bytes).toHaveLength(130);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('and stops is given up, said so, and let go', async () => {
    const server = new SlowServer();
    const seen = receiving(server.fetch);
    await vi.advanceTimersByTimeAsync(1000);
    server.send();
    await vi.advanceTimersByTimeAsync(limits.byte);
    expect(seen.error?.message).toBe('Expected the digits to come, got no byte in 20 seconds after 1.');
    expect(server.left).toBe(true);
  });

  test('and never begins is given up, too', async () => {
    const seen = receiving(() => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(limits.byte - 1);
    expect(seen.error).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.error?.message).toBe('Expected the digits to come, got no byte in 20 seconds.');
  });

  test('is let go at once when the reader leaves', async () => {
    const server = new SlowServer();
    const abort = new AbortController();
    const seen = receiving(server.fetch, abort.signal);
    await vi.advanceTimersByTimeAsync(1000);
    abort.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.error?.name).toBe('AbortError');
    expect(server.left).toBe(true);
  });
});

describe('What is attempted several times', () => {
  test('is tried again after longer and longer pauses, and tells the last trouble', async () => {
    const at: number[] = [];
    const fail = () => {
      at.push(Date.now());
      return Promise.reject(new Error(`trouble ${at.length}`));
    };
    const began = Date.now();
    const outcome = attempted(3, fail).catch((error: Error) => error.message);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await outcome).toBe('trouble 3');
    expect(at.map((time) => time - began)).toEqual([0, 250, 1000]);
  });

  test('is not tried again when it has worked', async () => {
    const attempt = vi.fn(async () => 3);
    expect(await attempted(3, attempt)).toBe(3);
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});
