import type { Locator, Page } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { pathOf } from '../../src/lib/offline/site-list.ts';
import { figurePlaces, parts } from '../../src/series/registry.mjs';
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

/** A small run of a figure of each part that has figures, by its link. */
const runs: Readonly<Record<string, readonly [figure: string, link: string]>> = {
  digits: ['traversal', 'target=3'],
  representations: ['near-twins', 'at=32'],
  style: ['style-transfer', 'size=128'],
  why: ['layer-robustness', ''],
  gallery: ['traversal', ''],
};

test('Each part that has figures has one that is run here', () => {
  const places = figurePlaces();
  const { gallery, ...others } = runs;
  for (const [part, [figure]] of Object.entries(others)) expect(places.get(figure)?.part).toBe(part);
  const having = new Set([...places.values()].map(({ part }) => part));
  expect(Object.keys(others)).toEqual([...having]);
  expect(places.has(gallery![0])).toBe(true);
});

/** @returns the pictures of a page that do not come */
const missingPictures = (page: Page) =>
  page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.allSettled(pictures.map((picture) => picture.decode()));
    return pictures.filter(({ naturalWidth }) => naturalWidth === 0).map(({ src }) => src);
  });

/** Goes through a page until each of its figures has come alive. */
async function wakeAll(page: Page): Promise<void> {
  const asleep = () =>
    page.evaluate(() => {
      const islands = document.querySelectorAll('astro-island[ssr]');
      islands[0]?.firstElementChild?.scrollIntoView();
      return islands.length;
    });
  await expect.poll(asleep, { intervals: [100], timeout: 30_000 }).toBe(0);
}

const notKept = 'No network, and this page is not kept';

for (const { name, title } of parts()) {
  const [figure, link] = runs[name] ?? [];
  test(`The part ${name}, kept, is whole without its host${figure ? ', computes' : ''} and can be deleted again`, async ({
    page,
    host,
  }) => {
    test.slow();
    await page.goto(`/${name}/`);
    const keep = control(page, name);
    await expect(keep.getByRole('button')).toHaveText(
      /^Keep this part for offline use \(\d+(\.\d MB| kB)\)$/,
    );
    await keep.getByRole('button').press('Enter');
    await expect(keep.getByRole('status')).toContainText(/^Keeping \d+(\.\d MB| kB)\.$|^Kept/);
    await state(keep, 'kept', 120_000);
    await expect(keep.getByRole('button')).toBeFocused();
    await host.cut();
    await page.context().setOffline(true);

    // What the service worker asks for itself, whether the site has changed; and what the host offers today.
    const aside = /^sw\.js$|^_astro\/offline\.|^weights\/course\.json$/;
    const failed: string[] = [];
    page.on('requestfailed', (request) => {
      const path = pathOf(request.url(), '/')!;
      if (request.failure()?.errorText !== 'net::ERR_ABORTED' && !aside.test(path)) failed.push(path);
    });
    await page.goto(`/${name}/?theme=dark`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await missingPictures(page)).toEqual([]);
    // The gallery has the figures of all the others.
    if (name !== 'gallery') await wakeAll(page);
    if (figure !== undefined) {
      const alone = new FigurePage(page);
      await alone.open(figure, link);
      await alone.button('Step').click();
      await alone.computed(1);
    }
    expect(failed).toEqual([]);

    await page.goto('/whole/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(notKept);
    await page.locator('main').getByRole('link', { name: title }).click();
    await state(keep, 'kept');
    await keep.getByRole('button').click();
    await state(keep, 'not kept');
    expect((await cached(page))['robust-weights-v1'] ?? 0).toBe(0);
    await page.goto(`/${name}/`).catch(() => undefined);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(notKept);
  });
}

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
