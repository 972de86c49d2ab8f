import type { Card, FileRecord } from '../engine/card.ts';
import { cacheName, download } from '../engine/download.ts';

/**
 * The weights of networks, kept where the engine itself keeps what it has downloaded: it finds them there without
 * knowing of any of this, and nothing is kept twice.
 */
interface Options {
  /** The address of the site's folder. */
  folder: string;
  signal?: AbortSignal | undefined;
  /** Called with the bytes that are there now (negative when a failed attempt is taken back). */
  onBytes?: (gained: number) => void;
}

const filesOf = ({ model, shards }: Card): FileRecord[] => [model, ...shards];
const addressOf = (folder: string, id: string, { path }: FileRecord) =>
  new URL(`weights/${id}/${path}`, folder).href;
const isKept = async (cache: Cache, url: string, { sha256 }: FileRecord) =>
  (await cache.match(`${url}?sha256=${sha256}`)) !== undefined;

/**
 * Sees to it that a network's weights are kept.
 * @param added takes the addresses that were not there before
 * @throws Error with a sentence for the reader; the signal's reason when cancelled
 */
export async function keepNetwork(
  card: Card,
  { folder, signal, onBytes }: Options,
  added: string[],
): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const file of filesOf(card)) {
    const url = addressOf(folder, card.id, file);
    if (await isKept(cache, url, file)) {
      onBytes?.(file.bytes);
      continue;
    }
    added.push(url);
    await download(url, file, { signal, onBytes });
    // A download that could not be kept still serves a run, and so says nothing of it.
    if (!(await isKept(cache, url, file))) throw new DOMException('No room.', 'QuotaExceededError');
  }
}

/** Deletes what is kept of weights at these addresses. */
export async function forgetWeights(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const address of addresses) await cache.delete(address, { ignoreSearch: true });
}

/** Deletes all that is kept of a network. */
export async function forgetNetwork(id: string, folder: string): Promise<void> {
  const cache = await caches.open(cacheName);
  const start = new URL(`weights/${id}/`, folder).href;
  for (const { url } of await cache.keys()) if (url.startsWith(start)) await cache.delete(url);
}
