import type { Page } from '@playwright/test';
import { axe, expect, test } from './fixtures';

const figure = (page: Page) => page.locator('.overlap');
const sentence = (page: Page) => page.locator('.overlap .status');

async function open(page: Page, params = ''): Promise<void> {
  await page.goto(`/embed/overlap/${params}`);
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the residual network’s uneven overlap is in the page, drawn and said', async ({ page }) => {
    await page.goto('/embed/overlap/');
    await expect(figure(page)).toHaveAttribute('data-counts', /^(1 2|2 1)$/);
    await expect(sentence(page)).toContainText('once or twice in one dimension');
    await expect(page.getByRole('img', { name: /once or twice/ })).toHaveCount(2);
    await expect(figure(page).locator('.line .bar')).toHaveCount(24);
  });
});

test('presets set kernel, stride and averaging, and say whether there is a grid', async ({ page }) => {
  await open(page);
  const preset = (name: string) => page.getByRole('button', { name });
  await expect(preset('ResNet: 3×3, stride 2')).toHaveAttribute('aria-pressed', 'true');
  await preset('Its shortcut').click();
  await expect(sentence(page)).toContainText('75 % of all pixels are never written');
  await preset('Divisible').click();
  await expect(figure(page)).toHaveAttribute('data-counts', '2 2');
  await expect(sentence(page)).toContainText('no grid');
  await preset('Anti-aliased').click();
  await expect(figure(page)).toHaveAttribute('data-counts', '3 3');
  await expect(page.getByRole('radio', { name: 'by averaging first' })).toBeChecked();
  await expect(preset('Anti-aliased')).toHaveAttribute('aria-pressed', 'true');
});

test('sliders work by keyboard, and the drawing follows', async ({ page }) => {
  await open(page);
  const kernel = page.getByRole('slider', { name: 'Kernel' });
  await kernel.press('ArrowRight');
  await expect(kernel).toHaveAttribute('aria-valuetext', '4 cells wide');
  await expect(figure(page)).toHaveAttribute('data-counts', '2 2');
  await page.getByRole('slider', { name: 'Layers' }).press('End');
  await expect(figure(page)).toHaveAttribute('data-counts', '8 8 8 8 8 8 8 8');
  await kernel.press('Home');
  await expect(figure(page)).toHaveAttribute('data-counts', /^[01 ]+$/);
  await page.getByRole('slider', { name: 'Stride' }).press('Home');
  await expect(figure(page)).toHaveAttribute('data-counts', '1');
});

test('one pixel is followed by slider, by mouse and by finger', async ({ page }) => {
  await open(page);
  const follow = page.getByRole('slider', { name: 'Follow one pixel' });
  await follow.press('Home');
  await expect(follow).toHaveAttribute('aria-valuetext', /^pixel 1: written (once|twice)$/);
  const drawing = page.locator('.overlap .line svg');
  const box = (await drawing.boundingBox())!;
  await drawing.hover({ position: { x: box.width * (10.5 / 24), y: box.height - 10 } });
  await expect(follow).toHaveValue('10');
  const marked = figure(page).locator('.line polygon.marked');
  const one = await marked.count();
  await drawing.hover({ position: { x: box.width * (11.5 / 24), y: box.height - 10 } });
  await expect(follow).toHaveValue('11');
  expect([one, await marked.count()].sort()).toEqual([1, 2]);
});

test('a link restores the figure, and nonsense in it is ignored', async ({ page }) => {
  await open(page, '?kernel=5&stride=3&depth=2&by=average&pixel=4');
  await expect(figure(page)).toHaveAttribute('data-counts', '25 25 25 25 25 25 25 25 25');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByLabel('Link to exactly this')).toHaveValue(
    /\?figure=overlap&kernel=5&stride=3&depth=2&by=average&pixel=4#overlap$/,
  );
  await open(page, '?kernel=99&stride=-1&by=magic');
  await expect(figure(page)).toHaveAttribute('data-counts', /^(1 2|2 1)$/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing hinders a screen reader with three layers, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, '?depth=3');
    expect(await axe(page)).toEqual([]);
  });
}
