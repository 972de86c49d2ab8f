import type { FileRecord } from './card.ts';
import { EngineError } from './errors.ts';
import { limits, within } from './limits.ts';
import { attempted, receive } from './receive.ts';
import { sha256 } from './sha256.ts';

export interface DownloadOptions {
  signal?: AbortSignal | undefined;
  /** Called with the bytes that this file has gained (negative when a failed attempt is taken back). */
  onBytes?: (gained: number) => void;
  /** How often a file is asked for before the reader is told. */
  attempts?: number;
  fetch?: typeof globalThis.fetch;
}

/** Cache Storage's name changes when the layout of what it holds does; older names are deleted. */
export const cacheName = 'robust-weights-v1';

/** What Cache Storage gives; nothing where it is absent, refuses, fails or does not answer. */
async function kindly<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
  try {
    return await within(limits.cache, ask(), () => new Error('The cache does not answer.'), signal);
  } catch {
    return undefined; // A cache that fails costs a download, nothing more.
  }
}

async function openCache(): Promise<Cache | undefined> {
  // Absent on plain http and in some private windows; refused where storage is blocked.
  if (!('caches' in globalThis)) return undefined;
  for (const name of await caches.keys()) {
    if (name.startsWith('robust-weights-') && name !== cacheName) await caches.delete(name);
  }
  return caches.open(cacheName);
}

async function readKept(cache: Cache | undefined, key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const kept = await cache?.match(key);
  return kept && new Uint8Array(await kept.arrayBuffer());
}

/** Says what is wrong with the bytes, or nothing when they are the file the card describes. */
async function fault(bytes: Uint8Array<ArrayBuffer>, file: FileRecord): Promise<string | undefined> {
  if (bytes.length !== file.bytes)
    return `Expected ${file.path} to have ${file.bytes} bytes, got ${bytes.length}.`;
  const actual = await sha256(bytes);
  if (actual !== undefined && actual !== file.sha256) {
    return `Expected ${file.path} to have the SHA-256 ${file.sha256.slice(0, 12)}…, got ${actual.slice(0, 12)}….`;
  }
  return undefined;
}

async function fetchOnce(
  url: string,
  file: FileRecord,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await receive(url, file.path, { ...options, most: file.bytes });
  const complaint = await fault(bytes, file);
  if (complaint === undefined) return bytes;
  options.onBytes?.(-bytes.length);
  throw new Error(complaint);
}

/**
 * Downloads one file, checks its size and SHA-256 and keeps it in Cache Storage under its hash; a later visit
 * reads it from there and checks it again.
 *
 * @throws WeightsError after the last attempt, with what was wrong; AbortError when cancelled.
 */
export async function download(
  url: string,
  file: FileRecord,
  options: DownloadOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, onBytes, attempts = 3 } = options;
  const cache = await kindly(openCache, signal);
  const key = `${url}?sha256=${file.sha256}`;
  const kept = await kindly(() => readKept(cache, key), signal);
  signal?.throwIfAborted();
  if (kept !== undefined && (await fault(kept, file)) === undefined) {
    onBytes?.(kept.length);
    return kept;
  }
  // Whatever else is kept of this file is damaged, or of an earlier version.
  if (cache) await kindly(() => cache.delete(url, { ignoreSearch: true }), signal);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await attempted(attempts, () => fetchOnce(url, file, options), signal);
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    const advice =
      'Check the connection and run it again; if it stays so, the copy on the server is damaged.';
    throw new EngineError('WeightsError', `${reason} Tried ${attempts} times. ${advice}`, { cause: error });
  }
  if (cache) await kindly(() => cache.put(key, new Response(bytes)), signal);
  return bytes;
}
