import type { Page } from '@playwright/test';
import { manifests } from '../../src/components/figures/manifests.ts';
import { axe, expect, test } from './fixtures';

const names = manifests.map(({ name }) => name);
const after = (name: string, steps = 1) => names[names.indexOf(name) + steps]!;

/** Waits for a slide whose figure is alive. */
async function onSlide(page: Page, name: string) {
  await expect(page).toHaveURL(new RegExp(`/slides/${name}/`));
  await expect(page.locator(`figure.slide#${name}`)).toBeVisible();
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
}

test('keys alone lead through all slides, in one document, and each figure comes alive', async ({ page }) => {
  test.slow();
  await page.goto(`/slides/${names[0]}/`);
  await expect(page.locator('slide-show:defined')).toHaveCount(1);
  await page.evaluate(() => Object.assign(window, { still: true }));
  for (const [i, { name, title }] of manifests.entries()) {
    await onSlide(page, name);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      name,
    ).toBeLessThanOrEqual(0);
    await page.keyboard.press(i % 2 ? 'ArrowRight' : 'PageDown');
  }
  // There is none after the last.
  await onSlide(page, names.at(-1)!);
  await page.keyboard.press('PageUp');
  await onSlide(page, names.at(-2)!);
  await expect(page.locator('slide-show h1')).toBeFocused();
  expect(await page.evaluate('window.still'), 'the document was not left').toBe(true);
});

test('a slide opens as its address says, its slider keeps the arrows, and Escape leads to its place in the text', async ({
  page,
}) => {
  await page.goto('/slides/overlap/?kernel=5');
  await onSlide(page, 'overlap');
  const slider = page.getByRole('slider', { name: 'Kernel' });
  await expect(slider).toHaveValue('5');
  await slider.press('ArrowRight');
  await expect(slider).toHaveValue('6');
  await expect(page).toHaveURL(/slides\/overlap\/\?kernel=5$/);
  await slider.press('PageDown');
  await onSlide(page, after('overlap'));
  await page.keyboard.press('ArrowLeft');
  await onSlide(page, 'overlap');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/why\/#overlap$/);
});

test('a matrix keeps the arrows, and a button that was pressed does not', async ({ page }) => {
  await page.goto('/slides/success/');
  await onSlide(page, 'success');
  const cell = page.getByRole('grid').first().locator('[tabindex="0"]');
  await cell.focus();
  await page.keyboard.press('ArrowRight');
  await expect(cell).toBeFocused();
  await expect(page).toHaveURL(/slides\/success\/$/);
  await page.getByRole('button', { name: 'Caption' }).press('Enter');
  await page.keyboard.press('ArrowRight');
  await onSlide(page, after('success'));
});

test('the speaker’s caption is shown and hidden by keys, stays so on the next slide, and hinders nobody', async ({
  page,
}) => {
  await page.goto('/slides/overlap/');
  const caption = page.locator('.speaking');
  await expect(caption).toBeHidden();
  const button = page.getByRole('button', { name: 'Caption' });
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(caption).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axe(page), colorScheme).toEqual([]);
  }
  // Its words set the figure of the slide.
  await caption.getByRole('link', { name: 'the shortcut' }).press('Enter');
  await expect(page.getByRole('slider', { name: 'Kernel' })).toHaveValue('1');
  await page.keyboard.press('PageDown');
  await onSlide(page, after('overlap'));
  await expect(caption).toBeVisible();
  await button.press('Enter');
  await expect(caption).toBeHidden();
});

test('the screen stays full from slide to slide, and Escape gives it back before it leaves', async ({
  page,
}) => {
  await page.goto('/slides/overlap/');
  const full = () => page.evaluate(() => document.fullscreenElement !== null);
  const button = page.getByRole('button', { name: 'Full screen' });
  await button.click();
  await expect.poll(full).toBe(true);
  await page.keyboard.press('PageUp');
  await onSlide(page, after('overlap', -1));
  expect(await full()).toBe(true);
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await page.evaluate(() => document.exitFullscreen());
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await expect(page, 'the key that gave the screen back does not leave as well').toHaveURL(/\/slides\//);
});

test('a run ends with its slide, and the engine stays for the next', async ({ page }) => {
  await page.goto('/slides/traversal/?backend=wasm');
  await onSlide(page, 'traversal');
  const shell = page.locator('.shell');
  await shell.getByRole('button', { name: 'Run it' }).click();
  await expect.poll(async () => Number(await shell.getAttribute('data-count'))).toBeGreaterThan(2);
  const workers = page.workers().length;
  expect(workers).toBeGreaterThan(0);
  await page.keyboard.press('PageDown');
  await onSlide(page, after('traversal'));
  await page.keyboard.press('PageUp');
  await onSlide(page, 'traversal');
  expect(new URL(page.url()).searchParams.get('backend')).toBe('wasm');
  await expect(shell).toHaveAttribute('data-phase', 'idle');
  await shell.getByRole('button', { name: 'Step' }).click();
  await expect(shell).toHaveAttribute('data-count', '1');
  expect(page.workers().length).toBe(workers);
});

test.describe('without a network', () => {
  test.use({ allowConsole: [/slides\//] });

  test('a slide that does not come is said, the one on show stays, and turning again works', async ({
    page,
  }) => {
    await page.goto('/slides/overlap/');
    await onSlide(page, 'overlap');
    await page.route(`**/slides/${after('overlap')}/`, (route) => route.abort());
    await page.keyboard.press('PageDown');
    await expect(page.getByRole('alert').filter({ hasText: 'did not come' })).toBeVisible();
    await expect(page.getByRole('slider', { name: 'Kernel' })).toBeVisible();
    await page.unrouteAll();
    await page.keyboard.press('PageDown');
    await onSlide(page, after('overlap'));
  });
});

test('Share gives the address of a slide that opens as the figure was set', async ({ page }) => {
  await page.goto('/embed/overlap/');
  await page.getByRole('slider', { name: 'Kernel' }).fill('6');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('link', { name: 'Open as a slide' })).toHaveAttribute(
    'href',
    /\/slides\/overlap\/\?kernel=6$/,
  );
});

test('the table of slides has them all, and hinders nobody', async ({ page }) => {
  await page.goto('/slides/');
  for (const { name, title } of manifests)
    await expect(page.getByRole('main').getByRole('link', { name: title })).toHaveAttribute(
      'href',
      `/slides/${name}/`,
    );
  expect(await axe(page)).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('slides are pages with links, and the caption is there to read', async ({ page }) => {
    await page.goto('/slides/success/');
    await expect(page.locator('.speaking')).toBeVisible();
    await expect(page.locator('.slide-bar button:visible')).toHaveCount(0);
    await page.getByRole('link', { name: 'Next slide' }).click();
    await expect(page).toHaveURL(new RegExp(`/slides/${after('success')}/$`));
  });
});
