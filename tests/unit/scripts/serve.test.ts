import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
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
    '_astro/a.1234.js': 'export {};'.repeat(100),
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
  await symlink(path.join(parent, 'secret.txt'), path.join(folder, 'link.txt')).catch(() => undefined);
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

  test('gzips text for whoever reads gzip, and never weights', async () => {
    const script = await ask('/_astro/a.1234.js', { 'Accept-Encoding': 'gzip, br' });
    expect(script.headers['content-encoding']).toBe('gzip');
    expect(Number(script.headers['content-length'])).toBe(script.body.length);
    expect(gunzipSync(script.body).toString()).toBe('export {};'.repeat(100));
    expect((await ask('/w.bin', { 'Accept-Encoding': 'gzip' })).headers['content-encoding']).toBeUndefined();
    expect((await ask('/_astro/a.1234.js')).headers['content-encoding']).toBeUndefined();
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
    '/link.txt',
    '/%00',
    '/%',
  ])('gives nothing away for %s', async (target) => {
    const { status, body } = await ask(target);
    expect([400, 404]).toContain(status);
    expect(body.toString()).not.toContain('secret');
  });

  test('never sends anyone to another host', async () => {
    const { headers } = await ask('//embed/%C3%A9');
    expect(headers.location).toBe('/embed/%C3%A9/');
  });

  test('answers HEAD without a body and refuses to be written to', async () => {
    const head = await ask('/', {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.headers['content-length']).toBe('13');
    expect(head.body.length).toBe(0);
    expect((await ask('/', {}, 'POST')).status).toBe(405);
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
