import { readdir, readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { hint } from '../../src/plugins/vite-compiled-ahead.mjs';
import { expect, laidOut, test } from './fixtures.ts';

/** Stops the clock of frames, by which the slices go, until `release`. */
async function holdFrames(page: Page) {
  await page.addInitScript(() => {
    const held: FrameRequestCallback[] = [];
    const original = requestAnimationFrame;
    let isHeld = true;
    Object.assign(window, {
      requestAnimationFrame: (act: FrameRequestCallback) => (isHeld ? held.push(act) : original(act)),
      release: () => {
        isHeld = false;
        for (const act of held.splice(0)) original(act);
      },
    });
  });
  return { release: () => page.evaluate(() => (window as unknown as { release: () => void }).release()) };
}

const inSlices = (page: Page) => page.evaluate(() => document.documentElement.dataset['layout']);

/** The blocks of the text that the browser passes over. */
const passedOver = (page: Page) =>
  page
    .locator('.prose > *')
    .evaluateAll((blocks) => blocks.filter((b) => getComputedStyle(b).contentVisibility === 'auto').length);

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);

/** Pixels between the top of the window and that of an element. */
const topOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);

test.use({ viewport: { width: 390, height: 844 } });

test.describe('A long page', () => {
  test('passes over what is below its first screens, and soon is laid out whole, as high as if it had not', async ({
    page,
  }) => {
    const { release } = await holdFrames(page);
    await page.goto('/digits/');
    expect(await passedOver(page)).toBeGreaterThan(50);
    const estimate = await heightOf(page);
    await release();
    await laidOut(page);
    const whole = await heightOf(page);
    expect(estimate).not.toBe(whole);

    await page.goto('/');
    await page.goto('/digits/#a-five-pushed');
    expect(await inSlices(page)).toBeUndefined();
    expect(await passedOver(page)).toBe(0);
    await expect.poll(() => heightOf(page)).toBe(whole);
  });

  test('numbers its sections meanwhile as ever', async ({ page }) => {
    await holdFrames(page);
    await page.goto('/digits/');
    // A heading that were passed over would count from the beginning.
    const headings = page.locator('.prose > h2');
    const contained = await headings.evaluateAll((all) =>
      all.filter((heading) => getComputedStyle(heading).contentVisibility !== 'visible'),
    );
    expect(contained).toEqual([]);
    expect(await passedOver(page)).toBeGreaterThan(0);
  });

  test('is whole at once for who comes to a place in it', async ({ page }) => {
    await holdFrames(page);
    await page.goto('/digits/#success');
    expect(await inSlices(page)).toBeUndefined();
    await expect(page.locator('#success')).toBeInViewport();
    expect(await passedOver(page)).toBe(0);
  });

  test('is whole at once when a link leads on in it', async ({ page }) => {
    await holdFrames(page);
    await page.goto('/digits/');
    expect(await passedOver(page)).toBeGreaterThan(0);
    const link = page.locator('toc-marker a').last();
    const target = (await link.getAttribute('href'))!;
    await link.evaluate((element) => (element as HTMLElement).click());
    expect(await passedOver(page)).toBe(0);
    await expect.poll(() => topOf(page, target)).toBeLessThan(200);
    expect(await topOf(page, target)).toBeGreaterThanOrEqual(0);
  });

  for (const [when, type] of [
    ['when it is printed', 'beforeprint'],
    ['when the reader looks elsewhere', 'visibilitychange'],
  ] as const) {
    test(`is whole ${when}`, async ({ page }) => {
      await holdFrames(page);
      await page.goto('/digits/');
      expect(await passedOver(page)).toBeGreaterThan(0);
      await page.evaluate((type) => document.dispatchEvent(new Event(type, { bubbles: true })), type);
      expect(await passedOver(page)).toBe(0);
    });
  }

  test('is whole from the start in a tab that nobody sees', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(document, 'hidden', { value: true }));
    await page.goto('/digits/');
    expect(await inSlices(page)).toBeUndefined();
  });

  test('is whole when the reader comes back to where they were', async ({ page }) => {
    await page.goto('/digits/');
    await laidOut(page);
    await page.evaluate(() => scrollTo({ top: 12_000, behavior: 'instant' }));
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(12_000);
    await page.reload();
    expect(await inSlices(page)).toBeUndefined();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(12_000);
  });
});

test.describe('Which processor would compute', () => {
  test('is asked once a page, in a worker, and the page itself asks nothing', async ({ page }) => {
    await page.addInitScript(() => {
      const asked: string[] = [];
      const original = OffscreenCanvas.prototype.getContext as (
        this: OffscreenCanvas,
        kind: string,
      ) => unknown;
      Object.assign(window, { asked });
      Object.assign(OffscreenCanvas.prototype, {
        getContext(this: OffscreenCanvas, kind: string) {
          asked.push(kind);
          return original.call(this, kind);
        },
      });
    });
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname));
    await page.goto('/digits/#loss-landscape');
    for (const figure of ['traversal', 'loss-landscape']) {
      await page.locator(`#${figure}`).scrollIntoViewIfNeeded();
      await expect(page.locator(`#${figure} .status`)).toHaveText(/^Computes on your processor/);
    }
    expect(workers.filter((path) => path.includes('guess'))).toHaveLength(1);
    const asked = await page.evaluate(() => (window as unknown as { asked: string[] }).asked);
    expect(asked.filter((kind) => kind.startsWith('web'))).toEqual([]);
  });
});

test('Chrome compiles ahead what figures come alive by, and not TF.js', async () => {
  const built = new URL('../../dist/_astro/', import.meta.url);
  const startOf = async (start: string) => {
    const name = (await readdir(built)).find((file) => file.startsWith(start) && file.endsWith('.js'));
    return (await readFile(new URL(name!, built), 'utf8')).slice(0, hint.length);
  };
  for (const name of ['Traversal.', 'Attack.', 'Shell.']) expect(await startOf(name)).toBe(hint);
  expect(await startOf('worker')).not.toBe(hint);
});

test('A figure does not come alive under a finger that moves the page, and does when it rests', async ({
  page,
}) => {
  await page.goto('/digits/');
  await laidOut(page);
  const figure = page.locator('#success');
  const asleep = figure.locator('astro-island[ssr]');
  await expect(asleep).toHaveCount(1);
  // Up and down, a pixel a frame, long after its program has come.
  const program = page.waitForResponse(/\/Success\.[^/]*\.js$/);
  const moved = figure.evaluate(async (element) => {
    element.scrollIntoView({ behavior: 'instant' });
    const end = performance.now() + 1200;
    for (let i = 0; performance.now() < end; i++) {
      scrollBy({ top: i % 2 ? 1 : -1, behavior: 'instant' });
      await new Promise(requestAnimationFrame);
    }
    return element.querySelectorAll('astro-island[ssr]').length;
  });
  await program;
  expect(await moved).toBe(1);
  await expect(asleep).toHaveCount(0);
});
