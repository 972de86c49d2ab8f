import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portFrom, serve } from '../../../scripts/serve.mjs';

let folder: string;
let server: Awaited<ReturnType<typeof serve>>;

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks for `target` exactly as it is written: unlike `fetch`, this tidies no path. */
function ask(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path: target, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

beforeAll(async () => {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'serve-'));
  folder = path.join(parent, 'dist');
  await mkdir(path.join(folder, '_astro'), { recursive: true });
  await mkdir(path.join(folder, 'embed', 'é'), { recursive: true });
  await mkdir(path.join(folder, 'empty'));
  const files = {
    'index.html': '<h1>Home</h1>',
    '404.html': '<h1>Lost</h1>',
    '_astro/a.1234.js': 'export {};'.repeat(200),
    '_astro/f.woff2': 'font',
    'embed/é/index.html': '<h1>One figure</h1>',
    'm.wasm': 'wasm',
    'w.bin': 'weights',
    'c.json': '{}',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await writeFile(path.join(parent, 'secret.txt'), 'secret');
  await mkdir(path.join(parent, 'dist-of-another'));
  await writeFile(path.join(parent, 'dist-of-another', 'secret.txt'), 'secret');
  server = await serve(folder, 0);
});

afterAll(async () => {
  await server.close();
  await rm(path.dirname(folder), { recursive: true, force: true });
});

describe('The server of the built site', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/_astro/a.1234.js', 'text/javascript; charset=utf-8'],
    ['/_astro/f.woff2', 'font/woff2'],
    ['/m.wasm', 'application/wasm'],
    ['/w.bin', 'application/octet-stream'],
    ['/c.json', 'application/json; charset=utf-8'],
  ])('answers %s as %s', async (target, type) => {
    const { status, headers } = await ask(target);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
  });

  test('isolates every answer, found or not, so that wasm may use threads', async () => {
    for (const target of ['/', '/w.bin', '/nowhere/', '/embed/%C3%A9']) {
      expect((await ask(target)).headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'cross-origin',
      });
    }
  });

  test('lets a browser keep files with a hash in their name for good, and ask again for all others', async () => {
    expect((await ask('/_astro/a.1234.js')).headers['cache-control']).toContain('immutable');
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
    expect((await ask('/w.bin')).headers['cache-control']).toBe('no-cache');
  });

  test('answers 304 to a browser that has the file already', async () => {
    const { headers } = await ask('/w.bin');
    const again = await ask('/w.bin', { 'If-None-Match': String(headers.etag) });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
  });

  test('compresses text for whoever reads that, and never weights', async () => {
    const script = await ask('/_astro/a.1234.js', { 'Accept-Encoding': 'gzip' });
    expect(script.headers['content-encoding']).toBe('gzip');
    expect(script.headers.vary).toBe('Accept-Encoding');
    expect(gunzipSync(script.body).toString()).toBe('export {};'.repeat(200));
    expect((await ask('/w.bin', { 'Accept-Encoding': 'gzip' })).headers['content-encoding']).toBeUndefined();
    expect((await ask('/_astro/a.1234.js')).headers['content-encoding']).toBeUndefined();
  });

  test.each(['gzip;q=0', 'identity', 'gzip;q=0, identity;q=1', 'gzip;q=0.0'])(
    'sends plain bytes to whoever declines gzip with %s',
    async (accepted) => {
      const { headers, body } = await ask('/_astro/a.1234.js', { 'Accept-Encoding': accepted });
      expect(headers['content-encoding']).toBeUndefined();
      expect(body.toString()).toBe('export {};'.repeat(200));
    },
  );

  test.each([
    ['bytes=0-2', 'wei', 'bytes 0-2/7'],
    ['bytes=3-', 'ghts', 'bytes 3-6/7'],
    ['bytes=-2', 'ts', 'bytes 5-6/7'],
    ['bytes=5-99', 'ts', 'bytes 5-6/7'],
  ])('sends the part of a file that %s names', async (range, text, contentRange) => {
    const { status, headers, body } = await ask('/w.bin', { Range: range });
    expect(status).toBe(206);
    expect(headers['content-range']).toBe(contentRange);
    expect(body.toString()).toBe(text);
  });

  test('sends a part as it is, not compressed, and refuses one that is not there', async () => {
    const part = await ask('/_astro/a.1234.js', { 'Accept-Encoding': 'gzip', Range: 'bytes=0-1499' });
    expect(part.status).toBe(206);
    expect(part.headers['content-encoding']).toBeUndefined();
    expect(part.body.length).toBe(1500);
    expect((await ask('/w.bin', { Range: 'bytes=9-' })).status).toBe(416);
  });

  test('sends a strict policy with every answer, found or not', async () => {
    for (const target of ['/', '/_astro/a.1234.js', '/nowhere/']) {
      const { headers } = await ask(target);
      expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(headers['content-security-policy']).toContain("style-src 'self';");
      expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    }
  });

  test('sends a folder without its slash to the one with it, query included', async () => {
    const { status, headers } = await ask('/embed/%C3%A9?seed=7');
    expect(status).toBe(301);
    expect(headers.location).toBe('/embed/%C3%A9/?seed=7');
    expect((await ask('/embed/%C3%A9/')).body.toString()).toBe('<h1>One figure</h1>');
  });

  test.each(['/nowhere', '/empty/', '/index.html/', '/_astro/'])(
    'shows its own page for %s',
    async (target) => {
      const { status, body } = await ask(target);
      expect(status).toBe(404);
      expect(body.toString()).toBe('<h1>Lost</h1>');
    },
  );

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/embed/../../secret.txt',
    '/../dist-of-another/secret.txt',
    '//../secret.txt',
    '/%00',
    '/%',
  ])('gives nothing away for %s', async (target) => {
    const { status, body } = await ask(target);
    expect([400, 404]).toContain(status);
    expect(body.toString()).not.toContain('secret');
  });

  test.each([
    '//embed/%C3%A9',
    '/%2Fevil.test%2F..%2Fembed',
    '/%5Cevil.test/..%2Fembed',
    '///evil.test/%2e%2e/embed',
  ])('never sends anyone who asks for %s to another host', async (target) => {
    const { headers } = await ask(target);
    const { host } = new URL(headers.location ?? '/', 'http://here.test');
    expect(host).toBe('here.test');
  });

  test('answers HEAD without a body and refuses to be written to', async () => {
    const head = await ask('/', {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.headers['content-length']).toBe('13');
    expect(head.body.length).toBe(0);
    expect((await ask('/', {}, 'POST')).status).toBe(405);
  });

  test('serves a site that stands in a folder of its host, and nothing beside it', async () => {
    const below = await serve(folder, 0, { base: '/robust/' });
    const status = async (target: string) =>
      (await fetch(new URL(target, below.url), { redirect: 'manual' })).status;
    expect(below.url).toMatch(/\/robust\/$/);
    expect(await status('/robust/')).toBe(200);
    expect(await status('/robust/w.bin')).toBe(200);
    expect(await status('/w.bin')).toBe(404);
    const moved = await fetch(new URL('embed/%C3%A9?seed=7', below.url), { redirect: 'manual' });
    expect(moved.headers.get('location')).toBe('/robust/embed/%C3%A9/?seed=7');
    await below.close();
  });

  test('says in one sentence that its port is taken', async () => {
    await expect(serve(folder, server.port)).rejects.toThrow(
      `Port ${server.port} is taken by another program`,
    );
  });

  test('says in one sentence that the site is not built', async () => {
    await expect(serve(path.join(folder, 'nowhere'), 0)).rejects.toThrow('run `npm run build` first');
  });
});

test('PORT must be a port', () => {
  expect(portFrom(undefined)).toBe(4321);
  expect(portFrom('8080')).toBe(8080);
  for (const text of ['http', '-1', '65536', '4321.5']) expect(() => portFrom(text)).toThrow('whole number');
});
