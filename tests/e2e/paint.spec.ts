import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { paint } from '../../src/lib/painter/index.ts';
import { axe, expect, test } from './fixtures';

const figure = (page: Page) => page.locator('.paint');
const hand = (page: Page, title: string) => page.getByRole('radio', { name: title, exact: true });
const button = (page: Page, name: string) => figure(page).getByRole('button', { name, exact: true });

async function open(page: Page, params = ''): Promise<void> {
  await page.goto(`/embed/paint/${params}`);
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
}

/** Waits until the picture on show is finished. */
async function painted(page: Page): Promise<void> {
  await expect(figure(page)).toHaveAttribute('data-phase', 'done', { timeout: 45_000 });
}

/** The bytes of the picture on show, RGBA, as base64. */
const shown = (page: Page) =>
  page.locator('.easel canvas').evaluate(async (element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const url = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(reader.result as string));
      reader.readAsDataURL(new Blob([data]));
    });
    return url.slice(url.indexOf(',') + 1);
  });

/** The link that Share offers. */
async function link(page: Page): Promise<URLSearchParams> {
  const share = button(page, 'Share');
  if ((await share.getAttribute('aria-expanded')) === 'false') await share.click();
  return new URL(await page.getByLabel('Link to exactly this').inputValue()).searchParams;
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a painting is in the page', async ({ page }) => {
    await page.goto('/embed/paint/');
    const poster = page.getByRole('img', { name: /^Swirling strokes: a sun in a windy sky/ });
    await poster.scrollIntoViewIfNeeded();
    await expect.poll(() => poster.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(640);
    await expect(page.getByRole('slider')).toHaveCount(0);
  });
});

test('the page paints what Node paints, pixel by pixel', async ({ page }) => {
  await open(page, '?hand=mosaic&seed=5&palette=harvest&width=1.5');
  await painted(page);
  const { pixels } = paint('mosaic', { seed: 5, size: 640, palette: 'harvest', measures: { width: 1.5 } });
  const bytes = Buffer.from(await shown(page), 'base64');
  expect(bytes).toHaveLength(640 * 640 * 4);
  const worst = pixels.reduce((most, value, i) => {
    const byte = bytes[4 * Math.floor(i / 3) + (i % 3)]!;
    return Math.max(most, Math.abs(byte - value * 255));
  }, 0);
  expect(worst).toBeLessThanOrEqual(0.51);
});

test('nothing is computed before the reader asks; then every control paints, by keyboard too', async ({
  page,
}) => {
  await open(page);
  expect(page.workers()).toHaveLength(0);
  await hand(page, 'Swirling strokes').focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
  await expect(figure(page)).toHaveAttribute('data-hand', 'mosaic');
  await painted(page);
  await expect(page.getByRole('img', { name: /^Mosaic: fish in the sea/ })).toBeVisible();
  expect(page.workers()).toHaveLength(1);
  const first = await shown(page);

  await figure(page).getByText('More choices').click();
  const size = page.getByRole('slider', { name: 'Stone size' });
  await size.focus();
  await page.keyboard.press('ArrowRight');
  await expect(size).toHaveAttribute('aria-valuetext', '1.05 times as usual');
  await painted(page);
  const second = await shown(page);
  expect(second).not.toBe(first);

  await page.getByRole('radio', { name: 'Primary' }).check({ force: true });
  await painted(page);
  expect(await shown(page)).not.toBe(second);

  await button(page, 'As this hand would').click();
  await button(page, 'Another one').click();
  await expect(page.getByLabel('Composition')).toHaveValue('13');
  await painted(page);
  expect(Object.fromEntries(await link(page))).toEqual({
    figure: 'paint',
    hand: 'mosaic',
    seed: '13',
    palette: 'primary',
  });
});

test('a link opens the same picture, and nonsense in it is ignored', async ({ page }) => {
  await open(page, '?hand=points&seed=77&density=0.4&relief=99&palette=mud');
  await painted(page);
  await expect(page.getByRole('slider', { name: 'Dabs' })).toHaveValue('0.4');
  await expect(page.getByRole('slider', { name: 'Impasto' })).toHaveValue('1');
  await expect(page.getByRole('img', { name: /^Points: .* Number 77, colours “Garden”/ })).toBeVisible();
  const params = await link(page);
  expect(Object.fromEntries(params)).toEqual({ figure: 'paint', hand: 'points', seed: '77', density: '0.4' });
  const before = await shown(page);
  await open(page, `?${params.toString()}`);
  await painted(page);
  expect(await shown(page)).toBe(before);
});

test('it can be watched, and what is changed meanwhile replaces it', async ({ page }) => {
  await open(page);
  await button(page, 'Watch it being painted').click();
  await expect(figure(page)).toHaveAttribute('data-phase', 'painting');
  const progress = page.getByRole('progressbar', { name: 'Painting' });
  const values: number[] = [];
  await expect
    .poll(async () => values.push(Number(await progress.getAttribute('value'))) && Math.max(...values))
    .toBeGreaterThan(0);
  expect(Math.max(...values)).toBeLessThanOrEqual(1);
  await hand(page, 'Mosaic').check({ force: true });
  await painted(page);
  await expect(page.getByRole('img', { name: /^Mosaic: .* Number 12/ })).toBeVisible();
  const alone = await shown(page);
  await open(page, '?hand=mosaic&seed=12');
  await painted(page);
  expect(await shown(page)).toBe(alone);
});

test('the page never waits for the painter', async ({ page }) => {
  await open(page);
  const times = await page.evaluate(async () => {
    const tasks: number[] = [];
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      entryTypes: ['longtask'],
    });
    const begun = performance.now();
    const figure = document.querySelector<HTMLElement>('.paint')!;
    figure.querySelector<HTMLInputElement>('input[value="woodblock"]')!.click();
    while (figure.dataset['phase'] !== 'done') await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { longest: Math.max(0, ...tasks), whole: performance.now() - begun };
  });
  test.info().annotations.push({ type: 'times', description: JSON.stringify(times) });
  // Milliseconds are the machine's; that nothing of the work is done here shows in what share of it a task takes.
  expect(times.longest).toBeLessThan(Math.max(50, 0.1 * times.whole));
});

for (const size of [640, 1280]) {
  test(`the picture can be saved at ${size} pixels`, async ({ page }) => {
    await open(page, '?hand=mosaic&seed=3');
    await painted(page);
    const download = page.waitForEvent('download', { timeout: 45_000 });
    await button(page, `Save ${size} × ${size}`).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`mosaic-3-${size}.png`);
    const png = await readFile(await file.path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    await painted(page);
  });
}

test('without another figure that takes paintings, none is offered', async ({ page }) => {
  await open(page);
  await expect(button(page, 'Save 640 × 640')).toBeVisible();
  await expect(button(page, 'Use it as the style')).toHaveCount(0);
});

test('where the style transfer figure is, it takes the painting as its style', async ({ page }) => {
  await page.goto('/gallery/');
  for (const name of ['style-transfer', 'paint']) {
    await page.locator(`#${name}`).scrollIntoViewIfNeeded();
    await expect(page.locator(`#${name} astro-island[ssr]`)).toHaveCount(0);
  }
  await page.locator('#paint input[value="mosaic"]').check({ force: true });
  await painted(page);
  await button(page, 'Use it as the style').click();
  const style = page.locator('#style-transfer').getByRole('group', { name: 'Style' });
  await expect(style.getByRole('radio', { name: 'Mosaic, number 12' })).toBeChecked();
  await expect(page.locator('#style-transfer')).toBeInViewport();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing in it hinders a screen reader after painting, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, '?hand=mosaic');
    await painted(page);
    await link(page);
    expect(await axe(page)).toEqual([]);
  });
}
