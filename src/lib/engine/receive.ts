import { inWords, limits, within } from './limits.ts';

export interface ReceiveOptions {
  signal?: AbortSignal | undefined;
  /** Called with the bytes that have come (negative when a failed attempt is taken back). */
  onBytes?: ((gained: number) => void) | undefined;
  fetch?: typeof globalThis.fetch | undefined;
  /** More bytes than these are not read. */
  most?: number | undefined;
}

/** The last sentences of whoever could not get a file. */
export const checkConnection = 'Check the connection and run it again.';

/**
 * Fetches a file once. It may take any time as long as bytes keep coming.
 * @param what it is, in the middle of a sentence: "the digits"
 * @throws Error with a sentence for the reader, without a full stop's advice; the signal's reason when cancelled
 */
export async function receive(
  url: string,
  what: string,
  { signal, onBytes, fetch = globalThis.fetch, most = Infinity }: ReceiveOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  signal?.throwIfAborted();
  const abort = new AbortController();
  const cancel = () => abort.abort(signal!.reason);
  signal?.addEventListener('abort', cancel);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const byte = <T>(work: Promise<T>) => {
    const pause = `no byte in ${inWords(limits.byte)}`;
    const late = () =>
      new Error(`Expected ${what} to come, got ${pause}${length > 0 ? ` after ${length}` : ''}.`);
    return within(limits.byte, work, late, signal);
  };
  try {
    const response = await byte(answerOf(fetch(url, { signal: abort.signal }), what));
    if (!response.ok || response.body === null)
      throw new Error(`Expected ${what} to be found, got the answer ${response.status}.`);
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await byte(restOf(reader.read(), what));
      if (done) return joined(chunks, length);
      if (length + value.length > most) throw new Error(`Expected ${what} to have ${most} bytes, got more.`);
      chunks.push(value);
      length += value.length;
      onBytes?.(value.length);
    }
  } catch (error) {
    onBytes?.(-length);
    // What is under way is of no use to anybody any more.
    abort.abort();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** Browsers say "Failed to fetch", "Load failed" or "NetworkError when attempting to fetch resource". */
const answerOf = (response: Promise<Response>, what: string) =>
  response.catch((cause: unknown) => {
    throw new Error(`Expected ${what} to come, got no answer: the connection or the server is down.`, {
      cause,
    });
  });

const restOf = <T>(read: Promise<T>, what: string) =>
  read.catch((cause: unknown) => {
    throw new Error(`Expected all of ${what} to come, got a part: the connection broke off.`, { cause });
  });

function joined(chunks: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Tries up to `attempts` times, with longer and longer pauses between.
 * @throws what the last attempt threw; the signal's reason when cancelled
 */
export async function attempted<T>(
  attempts: number,
  attempt: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let n = 1; ; n++) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (n >= attempts) throw error;
      await pause(250 * 3 ** (n - 1));
    }
  }
}

/**
 * Fetches a file that a figure needs, in three attempts.
 * @throws Error with a sentence for the reader: what was expected, what came instead, what to do
 */
export async function receiveForReader(
  url: string,
  what: string,
  options: ReceiveOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await attempted(3, () => receive(url, what, options), options.signal);
  } catch (error) {
    options.signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason} ${checkConnection}`, { cause: error });
  }
}
