import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { axe, expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

interface Measured {
  textures: { model: string; fix: string; style: string; checkerboard: number }[];
}

const measured = JSON.parse(await readFile('content/measured/artifacts.json', 'utf8')) as Measured;
const numberOf = (model: string, fix: string, style = 'woodblock') =>
  measured.textures.find((one) => one.model === model && one.fix === fix && one.style === style)
    ?.checkerboard;

const index = JSON.parse(await readFile('content/pictures/index.json', 'utf8')) as {
  styles: { name: string; title: string }[];
};
const titles = Object.fromEntries(index.styles.map(({ name, title }) => [name, title]));

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const lens = (page: Page) => page.getByRole('slider', { name: /^The lens/ });
const corners = (page: Page) =>
  page.locator('.close-up > div').evaluateAll((all) => all.map((one) => (one as HTMLElement).style.cssText));

const shows = async (page: Page, name: string, model: string, fix: string) => {
  await expect(panel(page, name)).toHaveAttribute('data-model', model);
  const number = numberOf(model, fix);
  // A network whose weights are not there says so in its place.
  if (number === undefined) await expect(panel(page, name)).toContainText('has not been measured yet');
  else await expect(panel(page, name)).toHaveAttribute('data-grid', String(number));
};

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every texture, its close-up, its spectrum and its number are in the page', async ({ page }) => {
    await page.goto('/embed/lens/');
    await expect(page.locator('.panel')).toHaveCount(5);
    const there = (await page.locator('.panel[data-grid]').count()) - 1;
    const plain = measured.textures.filter(({ fix, style }) => fix === 'none' && style === 'woodblock');
    expect(there).toBe(plain.length);
    await expect(page.locator('.close-up img')).toHaveCount(there + 1);
    await expect(page.locator('.spectrum img')).toHaveCount(there + 1);
    await shows(page, 'Standard VGG', 'cifar-vgg-standard', 'none');
    await shows(page, 'Robust ResNet', 'cifar-resnet-robust', 'none');
  });
});

test('each remedy changes the networks that it is for', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('lens');
  await page.getByRole('checkbox', { name: /^Anti-aliased/ }).check();
  await shows(page, 'Robust ResNet', 'cifar-resnet-robust-antialiased', 'antialiased');
  await shows(page, 'Robust VGG', 'cifar-vgg-robust', 'none');
  await page.getByRole('checkbox', { name: /^Average pooling/ }).press('Space');
  await shows(page, 'Robust VGG', 'cifar-vgg-robust', 'averagePooling');
  await page.getByRole('checkbox', { name: /^Fourier/ }).check();
  await shows(page, 'Standard VGG', 'cifar-vgg-standard', 'averagePooling+fourier');
  await shows(page, 'Standard ResNet', 'cifar-resnet-standard-antialiased', 'antialiased+fourier');
});

test('one lens shows the same place of all pictures: by mouse, and back when it leaves', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('lens');
  const home = await corners(page);
  expect(new Set(home).size).toBe(1);
  await panel(page, 'Robust VGG')
    .locator('.glass')
    .hover({ position: { x: 30, y: 40 } });
  await expect.poll(() => corners(page)).not.toEqual(home);
  expect(new Set(await corners(page)).size).toBe(1);
  await page.mouse.move(1, 1);
  await expect.poll(() => corners(page)).toEqual(home);
});

test('arrow keys move it by whole pixels, and it stays inside', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('lens', 'x=0.5&y=0.5');
  await expect(lens(page)).toHaveAttribute('aria-valuetext', '50 % from the left, 50 % from the top');
  await lens(page).press('ArrowRight');
  await lens(page).press('Shift+ArrowDown');
  await expect(lens(page)).toHaveAttribute('aria-valuetext', '51 % from the left, 54 % from the top');
  for (let i = 0; i < 12; i++) await lens(page).press('Shift+Home');
  await expect(lens(page)).toHaveAttribute('aria-valuetext', /^6 % from the left/);
  expect(await figure.link()).toMatch(/x=0\.0625&y=0\.5417/);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test('a tap settles it', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('lens');
    const home = await corners(page);
    await panel(page, 'Robust VGG')
      .locator('.glass')
      .tap({ position: { x: 20, y: 100 } });
    await expect.poll(() => corners(page)).not.toEqual(home);
  });
});

test('a texture grows live in its own panel, is measured, and can be left', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('lens', 'antialiased=1');
  await figure.button('Run it').click();
  await figure.pauseAfter(3);
  const own = panel(page, 'Robust ResNet');
  await expect(own.locator('.title')).toContainText(/live: step \d+/);
  await expect(own.locator('.texture canvas')).toHaveCount(1);
  await expect(own).toHaveAttribute('data-grid', /^\d/);
  const later = await pictures(own.locator('.texture'));
  await figure.scrubber.press('Home');
  expect(await pictures(own.locator('.texture'))).not.toBe(later);
  await page.getByRole('radio', { name: titles['swirls']! }).press('Space');
  await figure.phase('idle');
  await expect(own.locator('.texture img')).toHaveCount(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing hinders a screen reader with all remedies on, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const figure = new FigurePage(page);
    await figure.open('lens', 'antialiased=1&averagePooling=1&fourier=1&style=swirls');
    expect(await axe(page)).toEqual([]);
  });
}
