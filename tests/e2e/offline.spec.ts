import { readFile, readdir } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { pathOf, type SiteList } from '../../src/lib/offline/site-list.ts';
import { parts } from '../../src/series/registry.mjs';
import { expect, test as base, type SiteOptions } from './fixtures';
import { FigurePage } from './figure-page';

interface Host {
  /** A host of the test's own, which can be shut down: no network is more cut than that. */
  host: { url: string; cut: () => Promise<void> };
}

const test = base.extend<SiteOptions & Host>({
  host: async ({}, use) => {
    const server = await serve('dist', 0);
    let isUp = true;
    const cut = async () => {
      if (isUp) await server.close();
      isUp = false;
    };
    await use({ url: server.url, cut });
    await cut();
  },
  baseURL: ({ host }, use) => use(host.url),
});

test.use({ serviceWorkers: 'allow', allowConsole: [/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED/] });

async function listOfBuild(): Promise<SiteList> {
  const name = (await readdir('dist/_astro')).find((one) => /^offline\..*\.json$/.test(one))!;
  return JSON.parse(await readFile(`dist/_astro/${name}`, 'utf8')) as SiteList;
}

const control = (page: Page, part: string) => page.locator(`keep-part[data-part="${part}"]`).last();
const state = (keep: Locator, is: string, timeout = 45_000) =>
  expect(keep).toHaveAttribute('data-state', is, { timeout });
const cached = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const counts = await Promise.all(
      names.map(
        async (name) => [name.split(' ')[0]!, (await (await caches.open(name)).keys()).length] as const,
      ),
    );
    return Object.fromEntries(counts);
  });

test('A part that is kept works without its host, isolated as before, and can be deleted again', async ({
  page,
  host,
}) => {
  await page.goto('/digits/');
  const keep = control(page, 'digits');
  await expect(keep.getByRole('button')).toHaveText(/^Keep this part for offline use \(\d+\.\d MB\)$/);
  await keep.getByRole('button').press('Enter');
  await expect(keep.getByRole('status')).toContainText(/^Keeping \d+\.\d MB\.$|^Kept/);
  await state(keep, 'kept');
  await expect(keep.getByRole('button')).toBeFocused();
  await host.cut();
  await page.context().setOffline(true);

  await page.goto('/digits/?figure=traversal&target=3');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const missing = await page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.allSettled(pictures.map((picture) => picture.decode()));
    return pictures.filter(({ naturalWidth }) => naturalWidth === 0).map(({ src }) => src);
  });
  expect(missing).toEqual([]);

  const figure = new FigurePage(page);
  await figure.open('traversal');
  await figure.button('Step').click();
  await figure.computed(1);

  await page.goto('/style/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No network, and this page is not kept');
  await page.locator('main').getByRole('link', { name: 'A five becomes a zero' }).click();
  await state(keep, 'kept');
  await keep.getByRole('button').click();
  await state(keep, 'not kept');
  expect(await cached(page)).toMatchObject({ 'robust-weights-v1': 0 });
  await page.goto('/digits/').catch(() => undefined);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No network, and this page is not kept');
});

test('A page that was opened once, and nothing more, opens again without its host', async ({
  page,
  host,
}) => {
  await page.goto('/networks/');
  // The service worker comes after the page, and is then told what the page has loaded.
  await expect.poll(() => page.evaluate(async () => Boolean(await caches.match(location.href)))).toBe(true);
  await host.cut();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The networks and how they were made');
  expect(await page.evaluate(() => document.fonts.check('16px Newsreader'))).toBe(true);
});

test('What a part loads is all among what it keeps', async ({ context }) => {
  test.setTimeout(120_000);
  const list = await listOfBuild();
  // The gallery has the figures of all the others.
  for (const { name } of parts().filter((part) => part.name !== 'gallery')) {
    const asked = new Set<string>();
    const tab = await context.newPage();
    tab.on('request', (request) => asked.add(pathOf(request.url(), '/')!));
    await tab.goto(`/${name}/`);
    await tab.evaluate(() => {
      for (const picture of document.images) picture.loading = 'eager';
      for (const island of document.querySelectorAll('astro-island'))
        island.firstElementChild?.scrollIntoView();
    });
    await tab.waitForLoadState('networkidle');
    await tab.close();
    const kept = new Set(list.parts[name]!.files.map((at) => list.files[at]![0]));
    const aside = /^sw\.js$|^_astro\/offline\./;
    expect([...asked].filter((path) => !kept.has(path) && !aside.test(path))).toEqual([]);
  }
});

test('A device without room says so, and how much it takes, and keeps nothing', async ({ page, host }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(host.url).origin, quotaSize: 3e6 });
  await page.goto('/digits/');
  const keep = control(page, 'digits');
  await keep.getByRole('button').click();
  await expect(keep.getByRole('status')).toContainText(
    /^There is no room for it: it takes \d+\.\d MB\. Delete another part, or make room on the device, and try again\.$/,
    { timeout: 45_000 },
  );
  await state(keep, 'not kept');
  expect((await cached(page))['robust-weights-v1'] ?? 0).toBe(0);
});

test('A run that is cancelled leaves nothing behind; `?offline=off` removes it all', async ({ page }) => {
  await page.goto('/why/');
  const keep = control(page, 'why');
  // Cancelled from within the page: it can be over between two looks from outside.
  await keep.evaluate((element: HTMLElement) => {
    const button = element.querySelector('button')!;
    button.click();
    const bar = element.querySelector('progress')!;
    new MutationObserver((_, observer) => {
      if (bar.value === 0) return;
      observer.disconnect();
      button.click();
    }).observe(bar, { attributes: true });
  });
  await expect(keep.getByRole('status')).toHaveText('Cancelled: nothing of it was kept.', {
    timeout: 45_000,
  });
  expect((await cached(page))['robust-weights-v1'] ?? 0).toBe(0);
  await page.goto('/?offline=off');
  const left = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  await expect.poll(left).toBe(0);
  await expect.poll(() => cached(page)).toEqual({ 'robust-weights-v1': 0 });
});
