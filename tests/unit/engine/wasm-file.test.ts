import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limits } from '../../../src/lib/engine/limits.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { withWasmFile } from '../../../src/lib/engine/wasm-file.ts';

const wasm = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const found = () => new Response(wasm.slice());
const lost = () => new Response('', { status: 404 });

/** A site that answers so, in turn, the last answer for good. */
function siteOf(...answers: (() => Response | Promise<Response>)[]) {
  let asked = 0;
  const fetch = vi.fn(async () => answers[Math.min(asked++, answers.length - 1)]!());
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

/** Starts as TF.js does, which has no ear for a failure, and says what came of it. */
async function start(afterwards: Promise<unknown> = Promise.resolve()) {
  const activate = async () => {
    const response = await tf.env().platform.fetch('http://site.test/simd.wasm', {});
    await response.arrayBuffer();
    await afterwards;
  };
  const outcome = withWasmFile(activate).then(
    () => 'started',
    (error: Error) => error,
  );
  let over = false;
  void outcome.then(() => (over = true));
  // Reading an answer takes real time, after which a wait begins.
  for (let i = 0; !over && i < 1000; i++) {
    await vi.advanceTimersByTimeAsync(limits.start / 4);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return outcome;
}

const usual = tf.env().platform.fetch;
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  expect(tf.env().platform.fetch).toBe(usual);
});

test('A WebAssembly file that is missing once is asked for again', async () => {
  const fetch = siteOf(lost, found);
  expect(await start()).toBe('started');
  expect(fetch).toHaveBeenCalledTimes(2);
});

test.each([
  ['is missing', lost, 'Expected the WebAssembly program to be found, got the answer 404. Tried 3 times.'],
  [
    'cannot be asked for',
    () => Promise.reject(new TypeError('Failed to fetch')),
    'Expected the WebAssembly program to come, got no answer: the connection or the server is down.',
  ],
  [
    'is a page of the host',
    () => new Response('<!doctype html>'),
    'Expected the WebAssembly program to be WebAssembly, got 15 bytes of something else.',
  ],
])('One that %s is no reason to compute more slowly: it is said', async (_, answer, words) => {
  siteOf(answer);
  const error = (await start()) as Error;
  expect(error.name).toBe('DownloadError');
  expect(error.message).toContain(words);
  expect(error.message).toContain('press Restart; if it stays so, reload the page.');
});

test('One that came and does not start is not waited for', async () => {
  siteOf(found);
  expect(await start(new Promise(() => undefined))).toMatchObject({
    name: 'BackendError',
    message: 'WebAssembly did not start in 60 seconds.',
  });
});
