import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { site } from '../../scripts/serve.mjs';
import { listPath, type SiteList } from '../../src/lib/offline/site-list.ts';
import { expect, test as base, type SiteOptions } from './fixtures';

const sum = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);
const dist = (path: string) => readFile(`dist/${path}`, 'utf8');

/** The files in which a later build differs: a page, a picture, the list, and the service worker. */
async function laterBuild(): Promise<{ build: string; files: Record<string, string> }> {
  const worker = await dist('sw.js');
  const page = await dist('networks/index.html');
  const build = /data-build="([^"]+)"/.exec(page)![1]!;
  const later = 'later-later-late';
  const files: Record<string, string> = {
    'networks/index.html': page.replaceAll(build, later).replace(/(<h1[^>]*>)[^<]*/, '$1The next build'),
    'favicon.svg': `${await dist('favicon.svg')}<!-- the next build -->`,
  };
  const list = JSON.parse(await dist(listPath(build))) as SiteList;
  const listed = list.files.map(([path, bytes, before]) => {
    const text = files[path];
    return text === undefined ? [path, bytes, before] : [path, text.length, sum(text)];
  });
  files[listPath(later)] = JSON.stringify({ ...list, build: later, files: listed });
  files['sw.js'] = worker.replaceAll(build, later);
  return { build: later, files };
}

interface Host {
  host: { url: string; is: 'up' | 'down'; files: Record<string, string> };
}

/** A host that can be down, and that can have a later build. */
const test = base.extend<SiteOptions & Host>({
  host: async ({}, use) => {
    const answer = await site('dist');
    const host = { url: '', is: 'up' as 'up' | 'down', files: {} as Record<string, string> };
    const server: Server = createServer((request, response) => {
      if (host.is === 'down') return void request.socket.destroy();
      const path = request
        .url!.slice(1)
        .replace(/\?.*/, '')
        .replace(/(^|\/)$/, '$1index.html');
      const text = host.files[path];
      if (text === undefined) return void answer(request, response);
      const type = {
        html: 'text/html',
        js: 'text/javascript',
        json: 'application/json',
        svg: 'image/svg+xml',
      };
      const ending = path.split('.').at(-1) as keyof typeof type;
      response.writeHead(200, {
        'Content-Type': type[ending],
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
        'Cache-Control': 'no-cache',
      });
      response.end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    host.url = `http://localhost:${(server.address() as AddressInfo).port}/`;
    await use(host);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
  baseURL: ({ host }, use) => use(host.url),
});

test.use({ serviceWorkers: 'allow', allowConsole: [/ERR_EMPTY_RESPONSE|ERR_CONNECTION_|ERR_FAILED/] });

test('A later build takes over whole: open pages keep theirs, and what is kept is the later one’s', async ({
  page,
  context,
  host,
}) => {
  const title = (of = page) => of.getByRole('heading', { level: 1 });
  const builds = () =>
    page.evaluate(async () =>
      (await caches.keys())
        .filter((name) => name.startsWith('robust-site'))
        .map((name) => name.split(' ').at(-1)),
    );
  const icon = () => page.evaluate(async () => (await fetch('/favicon.svg')).text());

  await page.goto('/networks/');
  const keep = page.locator('keep-part');
  await keep.getByRole('button').click();
  await expect(keep).toHaveAttribute('data-state', 'kept', { timeout: 45_000 });
  const [before] = await builds();

  // A page out of the cache, while the host is away.
  host.is = 'down';
  await page.reload();
  await expect(title()).toHaveText('The networks and how they were made');

  // The host comes back with another build, which another page brings in.
  const { build, files } = await laterBuild();
  Object.assign(host.files, files);
  host.is = 'up';
  const second = await context.newPage();
  await second.goto('/networks/');
  await expect(title(second)).toHaveText('The next build');
  await second.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  const answers = () =>
    second.evaluate(
      () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => resolve(data);
          navigator.serviceWorker.controller?.postMessage({ asks: 'build' }, [port2]);
        }),
    );
  await expect.poll(answers).toBe(build);
  expect(await builds()).toEqual([before, build]);
  expect(await icon()).not.toContain('the next build');
  expect(await second.evaluate(async () => (await fetch('/favicon.svg')).text())).toContain('the next build');

  // Once that page is reloaded, nothing of the earlier build is left, and the later one is kept whole.
  await second.close();
  await page.reload();
  await expect(title()).toHaveText('The next build');
  await page.reload();
  await expect.poll(builds).toEqual([build]);
  host.is = 'down';
  await page.reload();
  await expect(title()).toHaveText('The next build');
  expect(await icon()).toContain('the next build');
  await expect(keep).toHaveAttribute('data-state', 'kept');
});
