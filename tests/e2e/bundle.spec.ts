import { manifests } from '../../src/components/figures/manifests.ts';
import { expect, test as base } from './fixtures';
import { FigurePage } from './figure-page';
import { ownServer, servedByPython, serverInZip, unpacked } from './unpacked';

interface Served {
  /** What Python is started with, before the port. */
  python: readonly string[];
}

const test = base.extend<Served, { folder: string }>({
  /** What the ZIP unpacks to. */
  folder: [
    async ({}, use) => {
      const { folder, remove } = await unpacked('dist');
      await use(folder);
      await remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  python: [[], { option: true }],
  baseURL: async ({ folder, python }, use) => {
    const { url, close } = await servedByPython(folder, python);
    await use(url);
    close();
  },
});

for (const [server, python, isIsolated] of [
  ['Python’s own server, on one thread', ownServer, false],
  ['the server in it, isolated', serverInZip, true],
] as const)
  test.describe('The ZIP, unpacked,', () => {
    test.use({ python });

    test(`runs from ${server}`, async ({ page }) => {
      const figure = new FigurePage(page);
      await figure.open('traversal', 'backend=wasm');
      await figure.button('Step').click();
      await figure.computed(1);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isIsolated);
      if (!isIsolated) await expect(figure.shell).toContainText(/WebAssembly[^.]*, one thread/);
    });
  });

test.describe('In a lecture hall without a network, the ZIP’s', () => {
  test.use({ python: ownServer });

  test('slides are turned from the first to the last and computed on, by keys alone', async ({ page }) => {
    test.slow();
    // Nothing is asked of anybody but that server: the fixtures watch for it.
    await page.goto('/slides/');
    await page.getByRole('main').getByRole('link', { name: manifests[0]!.title }).press('Enter');
    for (const { name, title } of manifests) {
      await expect(page).toHaveURL(new RegExp(`/slides/${name}/`));
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      // Keys turn slides once their script is there.
      await expect(page.locator('slide-show:defined')).toHaveCount(1);
      if (name === 'traversal') {
        const figure = new FigurePage(page);
        await figure.button('Step').press('Enter');
        await figure.computed(1);
      }
      await page.keyboard.press('PageDown');
    }
    await page.keyboard.press('PageUp');
    await expect(page).toHaveURL(new RegExp(`/slides/${manifests.at(-2)!.name}/`));
  });
});
