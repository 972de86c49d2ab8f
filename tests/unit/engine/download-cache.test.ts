import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cacheName, download } from '../../../src/lib/engine/download.ts';
import { limits } from '../../../src/lib/engine/limits.ts';
import { bytesOf, recordOf } from './tiny-model.ts';

const url = 'http://tiny.test/weights/a/shard.bin';
const content = bytesOf('the weights');
const file = recordOf('shard.bin', content);
const key = `${url}?sha256=${file.sha256}`;

/** Cache Storage in a map of maps. */
class FakeCaches {
  readonly stores = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>();
  failing = new Set<string>();

  #refuse(verb: string) {
    if (this.failing.has(verb)) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
  }

  keys = async () => [...this.stores.keys()];
  delete = async (name: string) => this.stores.delete(name);
  open = async (name: string) => {
    this.#refuse('open');
    if (!this.stores.has(name)) this.stores.set(name, new Map());
    const store = this.stores.get(name)!;
    return {
      match: async (at: string) => {
        this.#refuse('match');
        return store.has(at) ? new Response(store.get(at)!.slice()) : undefined;
      },
      put: async (at: string, response: Response) => {
        this.#refuse('put');
        store.set(at, new Uint8Array(await response.arrayBuffer()));
      },
      delete: async (at: string, { ignoreSearch = false } = {}) => {
        this.#refuse('delete');
        const doomed = [...store.keys()].filter(
          (kept) => kept === at || (ignoreSearch && kept.startsWith(`${at}?`)),
        );
        return doomed.map((kept) => store.delete(kept)).length > 0;
      },
    };
  };
}

let fake: FakeCaches;
let fetch: ReturnType<typeof vi.fn<typeof globalThis.fetch>>;
let reported: number;
const get = () => download(url, file, { fetch, onBytes: (gained) => (reported += gained) });
const kept = () => fake.stores.get(cacheName);

beforeEach(() => {
  fake = new FakeCaches();
  fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(content.slice()));
  reported = 0;
  vi.stubGlobal('caches', fake);
});
afterEach(() => void vi.unstubAllGlobals());

test('A file that was downloaded once is read from the cache and reported whole', async () => {
  await get();
  expect(kept()).toEqual(new Map([[key, content]]));
  reported = 0;
  expect(await get()).toEqual(content);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(reported).toBe(content.length);
});

test('A damaged cache entry is thrown away and downloaded anew', async () => {
  await get();
  kept()!.set(key, bytesOf('the weights, damaged'));
  reported = 0;
  expect(await get()).toEqual(content);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(kept()).toEqual(new Map([[key, content]]));
  expect(reported).toBe(content.length);
});

test('A file of an earlier version makes room for the new one', async () => {
  await get();
  const newer = bytesOf('the weights, trained longer');
  fetch.mockImplementation(async () => new Response(newer.slice()));
  const record = recordOf('shard.bin', newer);
  await download(url, record, { fetch });
  expect(kept()).toEqual(new Map([[`${url}?sha256=${record.sha256}`, newer]]));
});

test('What failed its check is never kept', async () => {
  fetch.mockImplementation(async () => new Response('something else'));
  await expect(download(url, file, { fetch, attempts: 1 })).rejects.toMatchObject({ name: 'WeightsError' });
  expect(kept()?.size).toBe(0);
});

test('Caches of older layouts are deleted, those of other sites on this origin are not', async () => {
  for (const name of ['robust-weights-v0', 'something-else']) await fake.open(name);
  await get();
  expect(await fake.keys()).toEqual(['something-else', cacheName]);
});

test.each(['open', 'match', 'put'])(
  'A cache that refuses to %s costs a download, nothing more',
  async (verb) => {
    fake.failing.add(verb);
    expect(await get()).toEqual(content);
    expect(await get()).toEqual(content);
    expect(fetch).toHaveBeenCalledTimes(2);
  },
);

test('A damaged entry that cannot be deleted costs a download, nothing more', async () => {
  await get();
  kept()!.set(key, bytesOf('damaged'));
  fake.failing.add('delete');
  expect(await get()).toEqual(content);
});

test('An entry that cannot be read costs a download, nothing more', async () => {
  const open = fake.open;
  fake.open = async (name) => ({
    ...(await open(name)),
    match: async () => {
      const broken = new Response('');
      broken.arrayBuffer = () => Promise.reject(new TypeError('could not read'));
      return broken;
    },
  });
  expect(await get()).toEqual(content);
});

test.each(['keys', 'open', 'match', 'put', 'delete'])(
  'A cache whose %s never answers is not waited for',
  async (verb) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const never = () => new Promise<never>(() => undefined);
    if (verb === 'keys' || verb === 'open') fake[verb] = never;
    else {
      const open = fake.open;
      fake.open = async (name) => ({ ...(await open(name)), [verb]: never });
    }
    let bytes: Uint8Array | undefined;
    void get().then((got) => (bytes = got));
    for (let i = 0; bytes === undefined && i < 1000; i++) {
      await vi.advanceTimersByTimeAsync(limits.cache);
      await new Promise((resolve) => setImmediate(resolve));
    }
    vi.useRealTimers();
    expect(bytes).toEqual(content);
  },
);

test('Where there is no Cache Storage, files are downloaded each time', async () => {
  vi.unstubAllGlobals();
  expect('caches' in globalThis).toBe(false);
  await get();
  await get();
  expect(fetch).toHaveBeenCalledTimes(2);
});
