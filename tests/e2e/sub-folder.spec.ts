import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, expect } from './fixtures';
import { FigurePage } from './figure-page';
import { ownServer, servedByPython, unpacked } from './unpacked';

const address = 'https://user.github.io/robust/';

/** Builds the site for this address, and gives the exit code. */
const build = (folder: string) =>
  new Promise((resolve) =>
    spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', folder], {
      env: { ...process.env, SITE_URL: address, ASTRO_TELEMETRY_DISABLED: '1' },
      stdio: 'ignore',
    }).on('close', resolve),
  );

interface Below {
  /** Where a build for the address, packed and unpacked, is served as plain hosts do: in a folder, with no header of ours. */
  site: string;
}

const test = base.extend<object, Below>({
  site: [
    async ({}, use) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'sub-folder-'));
      expect(await build(folder)).toBe(0);
      const zip = await unpacked(folder);
      await rm(folder, { recursive: true, force: true });
      const server = await servedByPython(zip.folder, ownServer);
      await use(`${server.url}robust/`);
      server.close();
      await zip.remove();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: ({ site }, use) => use(site),
});

test.describe('A site in a folder of its host, which sends no headers,', () => {
  test('has all its files there, and names its address right', async ({ page, site }) => {
    await page.goto(site, { waitUntil: 'networkidle' });
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', address);
    const outside = await page
      .locator('[href^="/"], [src^="/"]')
      .evaluateAll((elements) =>
        elements
          .map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '')
          .filter((url) => !url.startsWith('/robust/')),
      );
    expect(outside).toEqual([]);
  });

  test.describe('(with a service worker)', () => {
    test.use({ serviceWorkers: 'allow', allowConsole: [/ERR_INTERNET_DISCONNECTED/] });

    test('keeps a part there', async ({ page, context, site }) => {
      await page.goto(`${site}networks/`);
      const keep = page.locator('keep-part');
      await keep.getByRole('button').click();
      await expect(keep).toHaveAttribute('data-state', 'kept', { timeout: 45_000 });
      await context.setOffline(true);
      await page.goto(`${site}networks/?theme=dark`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('The networks and how they were made');
      await page.goto(`${site}why/`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/this page is not kept$/);
    });
  });

  test('runs a figure, on one thread', async ({ page, site }) => {
    const figure = new FigurePage(page);
    await page.goto(`${site}embed/traversal/?backend=wasm`);
    await figure.button('Run it').click();
    await figure.computed(2);
    await expect(figure.shell).toContainText(/WebAssembly[^.]*, one thread/);
  });
});
