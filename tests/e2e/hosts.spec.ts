import { readFileSync } from 'node:fs';
import { expect, test as base, type Frame, type Page } from '@playwright/test';
import { iframeOf } from '../../src/components/figures/shell/iframe.ts';
import { serveHosts, type HostName } from './hosts';
import { buildBook } from './myst-book';

/** What goes wrong in the host or in the figure fails the test; the host's origin is another one on purpose. */
const test = base.extend<{ open: (name: HostName) => Promise<Page> }>({
  open: async ({ page, baseURL }, use) => {
    const src = `${baseURL}embed/overlap/?kernel=5`;
    // As Share gives it for the narrowest column.
    const { heights } = JSON.parse(readFileSync('content/embed-heights.json', 'utf8'));
    const frame = iframeOf({ src, title: 'Where the grid comes from', height: heights.overlap['360'] });
    let server: Awaited<ReturnType<typeof serveHosts>> | undefined;
    const surprises: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
        surprises.push(message.text());
    });
    page.on('pageerror', (error) => surprises.push(error.message));
    await use(async (name) => {
      server = await serveHosts(baseURL!, frame, name === 'book' ? await buildBook(baseURL!) : undefined);
      await page.goto(`${server.origin}/${name}`);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      return page;
    });
    server?.close();
    expect(surprises).toEqual([]);
  },
});

const kernel = (page: Page) =>
  page.locator('iframe').first().contentFrame().getByRole('slider', { name: 'Kernel' });
const frameIn = (page: Page, path = 'overlap'): Frame =>
  page.frames().find((frame) => frame.url().includes(`/embed/${path}/`))!;

/** Pixels that can be scrolled inside the frame. */
const scrolls = (page: Page) =>
  frameIn(page).evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);

/** In light and dark and at two widths: as high as it is, and in its host's colours where nobody said otherwise. */
async function fits(page: Page, theme: 'host' | 'light') {
  const paper = () =>
    frameIn(page).evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const papers = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    papers.add(await paper());
    for (const width of [360, 1000]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => scrolls(page), `${colorScheme}, ${width} pixels wide`).toBe(0);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    }
  }
  expect(papers.size).toBe(theme === 'host' ? 2 : 1);
}

test('in a course page, the code that Share gives is high enough, and its figure lives', async ({ open }) => {
  const page = await open('course');
  await expect(kernel(page)).toHaveValue('5');
  await kernel(page).press('ArrowRight');
  await expect(kernel(page)).toHaveValue('6');
  await fits(page, 'host');
});

test('in a reveal.js deck, figure and deck each keep their keys, and a click lands where it should', async ({
  open,
}) => {
  const page = await open('deck');
  await page.waitForFunction('window.deck?.isReady()');
  await page.keyboard.press('ArrowRight');
  await expect(kernel(page)).toHaveValue('5');
  await kernel(page).press('ArrowRight');
  await expect(kernel(page)).toHaveValue('6');
  expect(await page.evaluate('window.deck.getIndices().h'), 'the deck stays').toBe(1);
  // The deck makes its slides larger or smaller as a whole, and moves them in.
  await kernel(page).hover();
  const { x, y, width, height } = (await kernel(page).boundingBox())!;
  await page.mouse.click(x + width * 0.45, y + height / 2);
  await expect(kernel(page)).toHaveValue(/[34]/);
  await page.evaluate('window.focus(); document.activeElement.blur()');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.evaluate('window.deck.getIndices().h')).toBe(2);
});

test('in a book that MyST has built, the directive’s widget is a figure as high as it is, and goes with its chapter', async ({
  open,
}) => {
  const page = await open('book');
  await expect(page.getByRole('heading', { name: 'A chapter' })).toBeVisible();
  await expect(kernel(page)).toHaveValue('5');
  await fits(page, 'host');
  await page.evaluate('window.leave()');
  await expect(page.getByText('Another chapter')).toBeVisible();
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('in a notebook’s HTML export, both ways of showing a figure work', async ({ open }) => {
  const page = await open('notebook');
  await expect(kernel(page)).toHaveValue('5');
  await fits(page, 'light');
  const plain = page.locator('iframe[src*="success"]').contentFrame();
  await expect(plain.getByRole('heading', { name: 'How often it works' })).toBeVisible();
  await expect(plain.getByRole('grid').first()).toBeVisible();
});
