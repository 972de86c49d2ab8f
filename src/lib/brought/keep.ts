import { limits, within } from '../engine/limits.ts';
import { readSafetensors, writeSafetensors } from '../training/safetensors.ts';
import type { Brought, NetworkFacts } from './network.ts';

// The reader's networks, kept in this browser's Cache Storage so that other pages of the site have them. Each is two
// entries: what figures ask of it, and one file as it could be brought again.

/** Its name changes when the layout of what it holds does; older names are deleted. */
const prefix = 'robust-own-networks-';
const cacheName = `${prefix}v1`;

async function openCache(): Promise<Cache | undefined> {
  // Absent on plain http and in some private windows; refused where storage is blocked.
  if (!('caches' in globalThis)) return undefined;
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
  return caches.open(cacheName);
}

const factsAt = (folder: string, id: string) => new URL(`own-networks/${id}/facts.json`, folder).href;
const weightsAt = (folder: string, id: string) =>
  new URL(`own-networks/${id}/weights.safetensors`, folder).href;

/**
 * Keeps a network until it is forgotten.
 * @param folder the address of the site's folder: two sites of one host do not share
 * @returns false where this browser keeps nothing, or has no room
 */
export async function keepBrought({ facts, weights }: Brought, folder: string): Promise<boolean> {
  try {
    const cache = await openCache();
    if (!cache) return false;
    const file = writeSafetensors({ tensors: weights, metadata: {} });
    await cache.put(weightsAt(folder, facts.id), new Response(file));
    // What is listed is there.
    await cache.put(factsAt(folder, facts.id), new Response(JSON.stringify(facts)));
    return true;
  } catch {
    await forgetBrought(facts.id, folder);
    return false;
  }
}

/** All that are kept, as they were brought; none where this browser keeps nothing. */
export async function keptFacts(folder: string): Promise<NetworkFacts[]> {
  const read = async () => {
    const cache = await openCache();
    const all = ((await cache?.keys()) ?? []).map(({ url }) => url);
    const start = new URL('own-networks/', folder).href;
    const listed = all.filter((url) => url.startsWith(start) && url.endsWith('/facts.json'));
    return Promise.all(listed.map(async (url) => (await (await cache!.match(url))!.json()) as NetworkFacts));
  };
  return within(limits.cache, read(), () => new Error('The cache does not answer.')).catch(() => []);
}

/** The numbers of one that is kept. @throws Error with a sentence where they are gone */
export async function keptWeights(id: string, folder: string): Promise<Brought['weights']> {
  const found = await (await openCache())?.match(weightsAt(folder, id));
  if (!found)
    throw new Error(
      `Expected the network ${id} to be kept in this browser, got none: it has made room. Bring it again.`,
    );
  return readSafetensors(new Uint8Array(await found.arrayBuffer())).tensors;
}

/** Deletes what is kept of a network. */
export async function forgetBrought(id: string, folder: string): Promise<void> {
  const cache = await openCache().catch(() => undefined);
  await cache?.delete(factsAt(folder, id));
  await cache?.delete(weightsAt(folder, id));
}
