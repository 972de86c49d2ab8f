import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheName as weightsCache } from '../../../src/lib/engine/download.ts';
import { forgetPart, keepPart } from '../../../src/lib/offline/keep.ts';
import { cacheName, KeptSite } from '../../../src/lib/offline/kept-site.ts';
import { keptParts } from '../../../src/lib/offline/notes.ts';
import { pathOf, sumOf, type SiteList } from '../../../src/lib/offline/site-list.ts';
import { fakeCaches } from './fake-caches.ts';

const folder = 'https://example.org/robust/';
const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const sum = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);

const record = (path: string, text: string) => ({ path, bytes: text.length, sha256: hex(text) });
const card = (id: string) =>
  JSON.stringify({
    id,
    model: record('model.json', `{"${id}":1}`),
    shards: [record('w.bin', `${id} weights`)],
  });

/** Two parts that share a page, a picture and a network. */
const texts: Record<string, string> = {
  'index.html': 'the cover',
  'one/index.html': 'part one',
  'two/index.html': 'part two',
  'shared.png': 'a picture',
  'weights/net/card.json': card('net'),
  'weights/more/card.json': card('more'),
};
const weights: Record<string, string> = Object.fromEntries(
  ['net', 'more'].flatMap((id) => [
    [`weights/${id}/model.json`, `{"${id}":1}`],
    [`weights/${id}/w.bin`, `${id} weights`],
  ]),
);
const list: SiteList = {
  build: 'this',
  files: Object.entries(texts).map(([path, text]) => [path, text.length, sum(text)]),
  parts: {
    one: { files: [0, 1, 3, 4], networks: ['net'], bytes: 1 },
    two: { files: [0, 2, 3, 4, 5], networks: ['net', 'more'], bytes: 1 },
  },
  shell: [],
};

let host: Record<string, string>;
const fetched = vi.fn(async (address: string) => {
  const found = host[pathOf(address, '/robust/') ?? ''];
  return found === undefined ? new Response('', { status: 404 }) : new Response(found);
});

const keptFiles = async (name: string) =>
  ((await (await caches.open(name)).keys()) as Request[]).map(({ url }) => url.slice(folder.length)).sort();
const keptOfSite = () => keptFiles(cacheName(folder, 'this'));
const keptWeights = async () => (await keptFiles(weightsCache)).map((path) => path.split('?')[0]);

beforeEach(() => {
  host = { ...texts, ...weights };
  fetched.mockClear();
  vi.stubGlobal('caches', fakeCaches());
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => vi.unstubAllGlobals());

describe('A part', () => {
  test('is kept whole, its weights where the engine looks for them, and says how far it is', async () => {
    let done = 0;
    await keepPart(list, 'one', { folder, onBytes: (gained) => (done += gained) });
    expect(await keptOfSite()).toEqual(['', 'one/', 'shared.png', 'weights/net/card.json']);
    expect(await keptWeights()).toEqual(['weights/net/model.json', 'weights/net/w.bin']);
    expect(await keptParts(folder)).toEqual(['one']);
    const all = [...[0, 1, 3, 4].map((at) => list.files[at]![1]), 9, 'net weights'.length];
    expect(done).toBe(all.reduce((a, b) => a + b));
  });

  test('is fetched no further where another part has kept a file already', async () => {
    await keepPart(list, 'one', { folder });
    fetched.mockClear();
    await keepPart(list, 'two', { folder });
    const asked = fetched.mock.calls.map(([address]) => address.slice(folder.length)).sort();
    expect(asked).toEqual([
      'two/',
      'weights/more/card.json',
      'weights/more/model.json',
      'weights/more/w.bin',
    ]);
  });

  test('leaves, when it is deleted, what another kept part needs', async () => {
    await keepPart(list, 'one', { folder });
    await keepPart(list, 'two', { folder });
    await forgetPart(list, 'two', folder);
    expect(await keptOfSite()).toEqual(['', 'one/', 'shared.png', 'weights/net/card.json']);
    expect(await keptWeights()).toEqual(['weights/net/model.json', 'weights/net/w.bin']);
    await forgetPart(list, 'one', folder);
    expect([await keptOfSite(), await keptWeights(), await keptParts(folder)]).toEqual([[], [], []]);
  });

  test('is not kept with a file of another build in it, and leaves nothing behind', async () => {
    host['shared.png'] = 'another picture';
    await expect(keepPart(list, 'one', { folder })).rejects.toThrow(
      'Expected shared.png as this build of the site has it, got another file.',
    );
    expect([await keptOfSite(), await keptWeights(), await keptParts(folder)]).toEqual([[], [], []]);
  });

  test('gives back what it took when there is no room, of the site and of the weights', async () => {
    const size = [0, 1, 3, 4].reduce((total, at) => total + list.files[at]![1], 0);
    vi.stubGlobal('caches', fakeCaches(size + 5));
    await expect(keepPart(list, 'one', { folder })).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect([await keptOfSite(), await keptWeights()]).toEqual([[], []]);
  });

  test('gives back what it took when it is cancelled', async () => {
    const stop = new AbortController();
    const onBytes = () => stop.abort(new DOMException('Cancelled.', 'AbortError'));
    await expect(keepPart(list, 'one', { folder, signal: stop.signal, onBytes })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect([await keptOfSite(), await keptWeights(), await keptParts(folder)]).toEqual([[], [], []]);
  });
});

test('What is kept has the headers that the host gave it, and none of the journey', async () => {
  const site = await KeptSite.of(list, folder);
  const headers = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Content-Encoding': 'gzip',
    'Content-Length': '3',
  };
  await site.put('index.html', new Response(texts['index.html'], { headers }));
  const kept = await site.match('index.html');
  expect(Object.fromEntries(kept!.headers)).toMatchObject({ 'cross-origin-opener-policy': 'same-origin' });
  expect(kept!.headers.has('content-encoding')).toBe(false);
});

test('A sum is that of the build', async () => {
  expect(await sumOf(new TextEncoder().encode('abc').buffer)).toBe(sum('abc'));
});
