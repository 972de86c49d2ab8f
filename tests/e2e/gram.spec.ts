import type { Locator, Page } from '@playwright/test';
import { axe, expect, test } from './fixtures';
import { pictures } from './figure-page';

const figure = (page: Page) => page.locator('.gram');
const matrix = (page: Page) => page.getByRole('slider', { name: /^Entry of the Gram matrix/ });
const entry = (page: Page) => figure(page).locator('[data-entry]');
const maps = (page: Page) => figure(page).locator('.maps');

async function open(page: Page, params = ''): Promise<void> {
  await page.goto(`/embed/gram/${params}`);
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
}

const done = (page: Page) => expect(figure(page)).toHaveAttribute('data-phase', 'done', { timeout: 45_000 });

/** Points at an entry of a matrix of so many channels. */
async function pointAt(place: Locator, row: number, column: number, channels: number): Promise<void> {
  const box = (await place.boundingBox())!;
  const at = (index: number, length: number) => ((index + 0.5) / channels) * length;
  await place.hover({ position: { x: at(column, box.width), y: at(row, box.height) } });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a matrix, two channels and their product are in the page', async ({ page }) => {
    await page.goto('/embed/gram/');
    await expect(figure(page).locator('.stage img')).toHaveCount(5);
    await expect(entry(page)).toHaveText(/^0\.\d+$/);
  });
});

test('it downloads nothing before it is asked to, nor when a mouse passes by', async ({ page }) => {
  const weights: string[] = [];
  page.on('request', (request) => request.url().includes('/weights/') && weights.push(request.url()));
  await open(page);
  await expect(figure(page).locator('.status')).toContainText(/Computes on/);
  await matrix(page).hover();
  expect(weights).toEqual([]);
});

test('run live it shows what its poster showed', async ({ page }) => {
  await open(page);
  const before = Number(await entry(page).getAttribute('data-entry'));
  await page.getByRole('button', { name: 'Run it' }).click();
  await done(page);
  await expect(figure(page).locator('.stage canvas')).toHaveCount(5);
  const live = Number(await entry(page).getAttribute('data-entry'));
  // The browser and the script decode and shrink the photograph a little differently.
  expect(Math.abs(live / before - 1)).toBeLessThan(0.03);
});

test('entries are looked into by mouse and by arrow keys', async ({ page }) => {
  await open(page, '?layer=relu2_x');
  await page.getByRole('button', { name: 'Run it' }).click();
  await done(page);
  await pointAt(matrix(page), 3, 5, 32);
  await expect(matrix(page)).toHaveAttribute('aria-valuenow', String(3 * 32 + 5));
  await expect(matrix(page)).toHaveAttribute('aria-valuetext', /^channels \d+ and \d+: /);
  const one = await pictures(maps(page));
  await matrix(page).press('ArrowDown');
  await matrix(page).press('ArrowRight');
  await expect(matrix(page)).toHaveAttribute('aria-valuenow', String(4 * 32 + 6));
  expect(await pictures(maps(page))).not.toBe(one);
  await matrix(page).press('Home');
  await matrix(page).press('ArrowLeft');
  await expect(matrix(page)).toHaveAttribute('aria-valuenow', String(4 * 32));
});

test('scrambling the places changes the pictures and leaves the matrix as it is', async ({ page }) => {
  await open(page, '?layer=relu2_x');
  await page.getByRole('button', { name: 'Run it' }).click();
  await done(page);
  const heat = figure(page).locator('.matrix');
  const kept = { matrix: await pictures(heat), maps: await pictures(maps(page)) };
  for (const places of ['blocks scrambled', 'all scrambled']) {
    await figure(page).getByText(places, { exact: true }).click();
    await expect(figure(page).locator('.status')).toContainText('no entry differs by more than');
    expect(Number(await figure(page).getAttribute('data-change'))).toBeLessThan(1e-5);
    expect(await pictures(maps(page))).not.toBe(kept.maps);
    expect(await pictures(heat)).toBe(kept.matrix);
  }
});

test('another picture or layer is worked out at once, and the link says which', async ({ page }) => {
  await open(page);
  await page.getByRole('radio', { name: 'stage 4' }).press('Space');
  await done(page);
  await expect(figure(page)).toContainText('Gram matrix of 256 channels');
  await figure(page).locator('.thumbs label').nth(2).click();
  await done(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByLabel('Link to exactly this')).toHaveValue(/picture=[\w-]+&layer=relu5_x/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing hinders a screen reader once it has run, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, '?places=blocks');
    await page.getByRole('button', { name: 'Run it' }).click();
    await done(page);
    expect(await axe(page)).toEqual([]);
  });
}
