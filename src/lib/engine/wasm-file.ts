import { EngineError } from './errors.ts';
import { after, inWords, limits } from './limits.ts';
import { Mishap } from './mishap.ts';
import { attempted, receive } from './receive.ts';
import { tf } from './tf.ts';

/** The error of a part of the program that could not be had. */
export const missing = (reason: string, cause: unknown): EngineError => {
  const advice = 'Check the connection and press Restart; if it stays so, reload the page.';
  return new EngineError('DownloadError', `${reason} ${advice}`, { cause });
};

const magic = [0x00, 0x61, 0x73, 0x6d];

/** Some hosts send a page for a file that is not there. */
async function fetchWasm(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const what = 'the WebAssembly program';
  const bytes = await receive(url, what);
  if (magic.every((byte, i) => bytes[i] === byte)) return bytes;
  throw new Error(`Expected ${what} to be WebAssembly, got ${bytes.length} bytes of something else.`);
}

/**
 * Starts TF.js's wasm backend. TF.js 4.22 fetches its file once and waits for ever when that fails or what comes does
 * not compile; here it is asked for three times, by bytes arriving, and a failure is said.
 * @throws DownloadError when the file cannot be had, BackendError when it does not start
 */
export async function withWasmFile(activate: () => Promise<void>): Promise<void> {
  const { platform } = tf.env();
  const trouble = new Mishap();
  let callOff = () => {};
  const original = platform.fetch;
  platform.fetch = async (url) => {
    try {
      const bytes = await attempted(3, () => fetchWasm(url));
      const words = `WebAssembly did not start in ${inWords(limits.start)}.`;
      callOff = after(limits.start, () => trouble.happen(new EngineError('BackendError', words)));
      return new Response(bytes);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      trouble.happen(missing(`${reason} Tried 3 times.`, cause));
      // TF.js has no ear for a failure: what it waits for never comes.
      return new Promise(() => undefined);
    }
  };
  try {
    await trouble.orElse(activate());
  } finally {
    callOff();
    platform.fetch = original;
  }
}
