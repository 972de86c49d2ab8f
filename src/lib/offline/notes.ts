/**
 * Small notes that outlive the page and the service worker, which both read them: which parts are kept, and who was
 * served what. They stand in Cache Storage, since a service worker has no other store that is as simple.
 */
const nameOf = (folder: string) => `robust-notes ${new URL(folder).pathname}`;

export async function readNote<T>(folder: string, name: string, otherwise: T): Promise<T> {
  const cache = await caches.open(nameOf(folder));
  const found = await cache.match(new URL(`notes/${name}`, folder).href);
  return found ? ((await found.json()) as T) : otherwise;
}

export async function writeNote(folder: string, name: string, value: unknown): Promise<void> {
  const cache = await caches.open(nameOf(folder));
  await cache.put(new URL(`notes/${name}`, folder).href, new Response(JSON.stringify(value)));
}

export async function deleteNotes(folder: string): Promise<void> {
  await caches.delete(nameOf(folder));
}

/** The names of the parts that the reader keeps. */
export const keptParts = (folder: string) => readNote<string[]>(folder, 'kept', []);
export const setKeptParts = (folder: string, parts: readonly string[]) => writeNote(folder, 'kept', parts);
