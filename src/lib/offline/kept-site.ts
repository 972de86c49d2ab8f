import { addressOf, listPath, sumOf, type SiteList } from './site-list.ts';

/**
 * The files of one build that this browser keeps, in a cache of their own. A file gets in only when it is, byte for
 * byte, the one that the build wrote: whatever a host, a hotel's network or a later build sends in its place stays out,
 * so that what is kept never mixes two builds.
 */
export class KeptSite {
  readonly #cache: Cache;
  readonly #folder: string;
  readonly #files: ReadonlyMap<string, string>;

  private constructor(cache: Cache, folder: string, files: ReadonlyMap<string, string>) {
    this.#cache = cache;
    this.#folder = folder;
    this.#files = files;
  }

  /** @param folder the address of the site's folder */
  static async of(list: SiteList, folder: string): Promise<KeptSite> {
    const files = new Map(list.files.map(([path, , sum]) => [path, sum]));
    return new KeptSite(await caches.open(cacheName(folder, list.build)), folder, files);
  }

  /** Whether the build has such a file. */
  knows(path: string): boolean {
    return this.#files.has(path);
  }

  /** What is kept of a file. */
  match(path: string): Promise<Response | undefined> {
    return this.#cache.match(addressOf(path, this.#folder));
  }

  /** What is in an answer that is, byte for byte, this build's file; undefined for any other. */
  async own(path: string, answer: Response): Promise<ArrayBuffer | undefined> {
    if (!answer.ok || !this.knows(path)) return undefined;
    const bytes = await answer.arrayBuffer();
    return (await sumOf(bytes)) === this.#files.get(path) ? bytes : undefined;
  }

  /**
   * Keeps an answer, with its headers, the policy and the isolation among them.
   * @returns whether it is this build's file; another is not kept
   * @throws what the browser says when there is no room
   */
  async put(path: string, answer: Response): Promise<boolean> {
    const bytes = await this.own(path, answer);
    if (bytes === undefined) return false;
    const kept = new Headers(answer.headers);
    // These are of the journey: the bytes here are unpacked.
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) kept.delete(name);
    await this.#cache.put(addressOf(path, this.#folder), new Response(bytes, { headers: kept }));
    return true;
  }

  async delete(path: string): Promise<void> {
    await this.#cache.delete(addressOf(path, this.#folder));
  }
}

/** Several sites can share a host, and all caches are the host's. */
const prefix = (folder: string) => `robust-site ${new URL(folder).pathname} `;
export const cacheName = (folder: string, build: string) => `${prefix(folder)}${build}`;

/** The builds of which this browser keeps files. */
export async function keptBuilds(folder: string): Promise<string[]> {
  const start = prefix(folder);
  return (await caches.keys())
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length));
}

/** A file of any build that is kept, for names that hold a sum of what is in them. */
export async function matchAnywhere(path: string, folder: string): Promise<Response | undefined> {
  for (const build of await keptBuilds(folder)) {
    const cache = await caches.open(cacheName(folder, build));
    const found = await cache.match(addressOf(path, folder));
    if (found) return found;
  }
  return undefined;
}

/** Keeps the list of a build beside its files: what is kept can be read without the host. */
export async function keepList(list: SiteList, folder: string): Promise<void> {
  const cache = await caches.open(cacheName(folder, list.build));
  const headers = { 'Content-Type': 'application/json' };
  await cache.put(addressOf(listPath(list.build), folder), new Response(JSON.stringify(list), { headers }));
}

/** The list of a build, from where it is kept or else from the host. @throws where neither has it */
export async function listOf(build: string, folder: string): Promise<SiteList> {
  const kept = await matchAnywhere(listPath(build), folder);
  const found = kept ?? (await fetch(addressOf(listPath(build), folder)));
  if (!found.ok) throw new Error(`Expected the list of build ${build}, got the answer ${found.status}.`);
  return (await found.json()) as SiteList;
}
