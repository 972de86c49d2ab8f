import type { FileRecord } from './card.ts';
import { EngineError } from './errors.ts';

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

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function openCache(): Promise<Cache | undefined> {
  try {
    // Absent on plain http and in some private windows; refused where storage is blocked.
    if (!('caches' in globalThis)) return undefined;
    for (const name of await caches.keys()) {
      if (name.startsWith('robust-weights-') && name !== cacheName) await caches.delete(name);
    }
    return await caches.open(cacheName);
  } catch {
    return undefined;
  }
}

async function readKept(cache: Cache | undefined, key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const kept = await cache?.match(key);
    return kept && new Uint8Array(await kept.arrayBuffer());
  } catch {
    return undefined; // A disk that fails here costs this visit a download.
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  // crypto.subtle is missing on plain http: the size is then the only check.
  if (globalThis.crypto?.subtle === undefined) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
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
  const { signal = null, onBytes, fetch = globalThis.fetch } = options;
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) {
    throw new Error(`Expected ${file.path} to be found, got the answer ${response.status}.`);
  }
  const bytes = new Uint8Array(file.bytes);
  let length = 0;
  try {
    const reader = response.body.getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      if (length + chunk.value.length > file.bytes) {
        await reader.cancel();
        throw new Error(`Expected ${file.path} to have ${file.bytes} bytes, got more.`);
      }
      bytes.set(chunk.value, length);
      length += chunk.value.length;
      onBytes?.(chunk.value.length);
    }
    const complaint = await fault(bytes.subarray(0, length), file);
    if (complaint !== undefined) throw new Error(complaint);
    return bytes;
  } catch (error) {
    onBytes?.(-length);
    throw error;
  }
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
  const cache = await openCache();
  const key = `${url}?sha256=${file.sha256}`;
  const kept = await readKept(cache, key);
  if (kept !== undefined && (await fault(kept, file)) === undefined) {
    onBytes?.(kept.length);
    return kept;
  }
  // Whatever else is kept of this file is damaged, or of an earlier version.
  await cache?.delete(url, { ignoreSearch: true }).catch(() => undefined);
  let last: unknown;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await pause(250 * 3 ** (attempt - 1));
    signal?.throwIfAborted();
    try {
      const bytes = await fetchOnce(url, file, options);
      // A full or forbidden cache costs the next visit a download, nothing more.
      await cache?.put(key, new Response(bytes)).catch(() => undefined);
      return bytes;
    } catch (error) {
      signal?.throwIfAborted();
      last = error;
    }
  }
  const reason = last instanceof Error ? last.message : String(last);
  const advice = 'Check the connection and run it again; if it stays so, the copy on the server is damaged.';
  throw new EngineError('WeightsError', `${reason} Tried ${attempts} times. ${advice}`, { cause: last });
}
