import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { axe, expect, test } from './fixtures';

interface Measured {
  frames: number[];
  perCell: number;
  models: Record<string, { byPair: Record<string, number[]>; recognised: number[] }>;
}

const measured = JSON.parse(await readFile('content/measured/traversal.json', 'utf8')) as Measured;
const hits = (net: string, pair: string, frame: number) =>
  Math.round(
    measured.models[`mnist-cnn-${net}`]!.byPair[pair]![measured.frames.indexOf(frame)]! * measured.perCell,
  );

const open = async (page: Page) => {
  await page.goto('/embed/success/');
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
};
const grid = (page: Page, net: 'standard' | 'robust') =>
  page.getByRole('grid', { name: new RegExp(`^${net} network`) });
const sentence = (page: Page) => page.locator('.success .sentence');

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the matrix of frame 150 and both curves are in the page', async ({ page }) => {
    await page.goto('/embed/success/');
    for (const net of ['standard', 'robust'] as const) {
      // A table to read: there is nothing to point with.
      const cells = page.getByRole('table', { name: new RegExp(`^${net} network`) }).locator('td.shade');
      await expect(cells).toHaveCount(100);
      await expect(cells.nth(50)).toHaveText(String(hits(net, '5>0', 150)));
      await expect(cells.nth(83)).toHaveText(String(hits(net, '8>3', 150)));
    }
    await expect(
      page.getByRole('img', { name: /^Read as the target by the judge. At frame 150/ }),
    ).toBeVisible();
    await expect(page.getByRole('img', { name: /^High-frequency energy. At frame 150/ })).toBeVisible();
  });
});

test('pointing at a cell says what was measured, for both networks', async ({ page }) => {
  await open(page);
  await grid(page, 'robust')
    .getByRole('button', { name: /^5 to 0/ })
    .hover();
  await expect(sentence(page)).toContainText(
    `Robust net: 5 → 0, ${hits('robust', '5>0', 150)} of ${measured.perCell} read as 0 by the judge at frame 150. Standard net: ${hits('standard', '5>0', 150)}.`,
  );
  await page.mouse.move(0, 0);
  await expect(sentence(page)).toContainText('Each cell pushes');
});

test('every measured frame can be shown, by mouse and by keyboard', async ({ page }) => {
  await open(page);
  const frame = (value: number) => page.getByRole('radio', { name: String(value), exact: true });
  for (const value of measured.frames) {
    await page.locator('.frames').getByText(String(value), { exact: true }).click();
    await expect(page.locator('.success')).toHaveAttribute('data-frame', String(value));
    await expect(grid(page, 'robust').getByRole('gridcell').nth(50)).toHaveText(
      String(hits('robust', '5>0', value)),
    );
  }
  await frame(300).press('ArrowLeft');
  await expect(frame(200)).toBeChecked();
  await expect(page.getByRole('img', { name: /At frame 200/ })).toHaveCount(2);
});

test('arrow keys walk the grid, which is one stop for Tab', async ({ page }) => {
  await open(page);
  const robust = grid(page, 'robust');
  await expect(robust.locator('[tabindex="0"]')).toHaveCount(1);
  const cell = (name: string) => robust.getByRole('button', { name: new RegExp(`^${name}:`) });
  await cell('5 to 0').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(cell('6 to 1')).toBeFocused();
  await expect(sentence(page)).toContainText('Robust net: 6 → 1');
  await page.keyboard.press('End');
  await expect(cell('6 to 9')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(cell('6 to 9')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(cell('5 to 0')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(robust.locator(':focus')).toHaveCount(0);
});

test('a cell opens its traversal: alone on its page, here on its own', async ({ page }) => {
  await open(page);
  await grid(page, 'standard')
    .getByRole('button', { name: /^4 to 9/ })
    .press('Enter');
  await expect(page).toHaveURL(/\/embed\/traversal\/\?digit=4&pick=15&target=9$/);
});

test('on the page of its part it asks the traversal figure instead', async ({ page }) => {
  await page.goto('/digits/');
  const cell = page
    .locator('#success')
    .getByRole('grid', { name: /^robust network/ })
    .getByRole('button', { name: /^7 to 2/ });
  await page.locator('#success').scrollIntoViewIfNeeded();
  await expect(page.locator('#success astro-island[ssr]')).toHaveCount(0);
  await cell.scrollIntoViewIfNeeded();
  await page.locator('#traversal').scrollIntoViewIfNeeded();
  await expect(page.locator('#traversal astro-island[ssr]')).toHaveCount(0);
  await cell.click();
  const shell = page.locator('#traversal .shell');
  await expect(shell).toHaveAttribute('data-phase', /running|done/);
  await expect(page.locator('#traversal')).toBeInViewport();
  await expect(
    page.getByText(/^Figure 1\.\d now shows digit 7, pick \d+, target 2, and runs\.$/),
  ).toBeAttached();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing in it hinders a screen reader, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    expect(await axe(page)).toEqual([]);
    await page.locator('.frames').getByText('300', { exact: true }).click();
    expect(await axe(page)).toEqual([]);
  });
}

test('it fits a narrow phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
