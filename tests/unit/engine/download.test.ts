import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FileRecord } from '../../../src/lib/engine/card.ts';
import { download } from '../../../src/lib/engine/download.ts';
import { recordOf } from './tiny-model.ts';

const url = 'http://tiny.test/weights/a/shard.bin';
const content = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const file = recordOf('shard.bin', content);

/** Answers with `bytes` in chunks of 300. */
const answer = (bytes: Uint8Array<ArrayBuffer>) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (let i = 0; i < bytes.length; i += 300) controller.enqueue(bytes.slice(i, i + 300));
        controller.close();
      },
    }),
  );

/** A fetch that gives these answers in turn, the last one for good. */
function answering(...answers: (() => Response | Promise<Response>)[]) {
  let count = 0;
  return vi.fn(async () => answers[Math.min(count++, answers.length - 1)]!());
}

/** Some bytes, and then the line is cut. */
const brokenOff = () =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(content.slice(0, 300)),
      pull: (controller) => controller.error(new TypeError('network error')),
    }),
  );

const notFound = () => new Response('', { status: 404 });
const damaged = () => answer(content.map((byte, i) => (i === 500 ? byte ^ 1 : byte)));

let waits: number[];
beforeEach(() => {
  waits = [];
  const { setTimeout } = globalThis;
  vi.stubGlobal('setTimeout', (callback: () => void, ms: number) => {
    // Longer than a second are only the limits, which nothing here meets.
    if (ms > 1000) return setTimeout(callback, ms);
    waits.push(ms);
    return setTimeout(callback, 0);
  });
});
afterEach(() => void vi.unstubAllGlobals());

/** Downloads and says what came of it, with the bytes that were reported. */
async function attempt(fetch: typeof globalThis.fetch, record: FileRecord = file) {
  let reported = 0;
  const steps: number[] = [];
  const onBytes = (gained: number) => {
    reported += gained;
    steps.push(gained);
  };
  const result = await download(url, record, { fetch, onBytes }).then(
    (bytes) => ({ bytes, error: undefined }),
    (error: Error) => ({ bytes: undefined, error }),
  );
  return { ...result, reported, steps };
}

describe('A download', () => {
  test('gives the bytes and reports them chunk by chunk', async () => {
    const { bytes, steps } = await attempt(answering(() => answer(content)));
    expect(bytes).toEqual(content);
    expect(steps).toEqual([300, 300, 300, 100]);
    expect(waits).toEqual([]);
  });

  test('of an empty file is no trouble', async () => {
    const empty = new Uint8Array(0);
    expect(
      (
        await attempt(
          answering(() => answer(empty)),
          recordOf('e.bin', empty),
        )
      ).bytes,
    ).toEqual(empty);
  });

  test.each([
    ['is cut short', () => answer(content.slice(0, 700)), 'to have 1000 bytes, got 700'],
    ['is too long', () => answer(Uint8Array.from([...content, 1])), 'to have 1000 bytes, got more'],
    ['has another hash', damaged, `to have the SHA-256 ${file.sha256.slice(0, 12)}…, got `],
    ['is not there', notFound, 'to be found, got the answer 404'],
    [
      'gets no answer',
      () => Promise.reject(new TypeError('Failed to fetch')),
      'Expected shard.bin to come, got no answer: the connection or the server is down. Tried',
    ],
    [
      'breaks off',
      brokenOff,
      'Expected all of shard.bin to come, got a part: the connection broke off. Tried',
    ],
  ])('that %s is tried three times, then said so, and no byte is counted', async (_, reply, words) => {
    const fetch = answering(reply);
    const { error, reported } = await attempt(fetch);
    expect(error).toMatchObject({ name: 'WeightsError' });
    expect(error!.message).toContain(words);
    expect(error!.message).toContain('Tried 3 times.');
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(reported).toBe(0);
  });

  test('waits longer before each new attempt', async () => {
    await attempt(answering(notFound));
    expect(waits).toEqual([250, 750]);
  });

  test('that fails at first and then succeeds counts each byte once', async () => {
    const fetch = answering(
      () => answer(content.slice(0, 700)),
      damaged,
      () => answer(content),
    );
    const { bytes, reported } = await attempt(fetch);
    expect(bytes).toEqual(content);
    expect(reported).toBe(1000);
  });

  test('that breaks off half-way takes its bytes back', async () => {
    const { bytes, reported } = await attempt(answering(brokenOff, () => answer(content)));
    expect(bytes).toEqual(content);
    expect(reported).toBe(1000);
  });

  test('checks the size alone where the page may not hash', async () => {
    vi.stubGlobal('crypto', {});
    expect((await attempt(answering(damaged))).bytes).toHaveLength(1000);
    const { error } = await attempt(answering(() => answer(content.slice(0, 999))));
    expect(error?.message).toContain('got 999');
  });
});

describe('A cancelled download', () => {
  test('ends half-way with an AbortError and is not tried again', async () => {
    const abort = new AbortController();
    const fetch = vi.fn(
      async (_: unknown, { signal }: RequestInit = {}) =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(content.slice(0, 300));
              signal!.addEventListener('abort', () => controller.error(signal!.reason));
            },
          }),
        ),
    );
    let reported = 0;
    const onBytes = (gained: number) => {
      reported += gained;
      abort.abort();
    };
    const promise = download(url, file, {
      fetch: fetch as typeof globalThis.fetch,
      onBytes,
      signal: abort.signal,
    });
    await expect(promise).rejects.toMatchObject({ name: 'AbortError' });
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(reported).toBe(0);
  });

  test('does not begin when it was cancelled before', async () => {
    const fetch = answering(() => answer(content));
    const promise = download(url, file, { fetch, signal: AbortSignal.abort() });
    await expect(promise).rejects.toMatchObject({ name: 'AbortError' });
    expect(fetch).not.toHaveBeenCalled();
  });

  test('ends while it waits for its next attempt', async () => {
    const abort = new AbortController();
    const fetch = answering(() => {
      abort.abort();
      return notFound();
    });
    const promise = download(url, file, { fetch, signal: abort.signal });
    await expect(promise).rejects.toMatchObject({ name: 'AbortError' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
