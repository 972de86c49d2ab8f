// Every figure opened and run once in Firefox, through WebDriver BiDi: run `npm run build` first, or `npm test`.
// Served without the isolation headers: with them, BiDi freezes while wasm starts its threads, which Firefox by itself
// does not. So this is also how the site does on a host that sends none.
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFirefox } from '../../scripts/firefox.mjs';
import { contentSecurityPolicy } from '../../scripts/headers.mjs';
import { serve } from '../../scripts/serve.mjs';
import { dist } from '../../scripts/tools.mjs';
import { figureNames } from '../../src/components/figures/manifests.ts';
import { parts } from '../../src/series/registry.mjs';

let browser: Browser;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  server = await serve(dist, 0, { headers: { 'Content-Security-Policy': contentSecurityPolicy } });
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await findFirefox(),
    headless: true,
  });
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page, does something there, and expects no error in the console, violations of the policy included. */
async function visit(path: string, what: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await page.goto(server.url + path, { waitUntil: 'load' });
    await what(page);
    expect(errors).toEqual([]);
  } finally {
    await page.close();
  }
}

/** Waits until `condition` holds in the page. */
const until = (page: Page, condition: () => boolean) => page.waitForFunction(condition, { timeout: 60_000 });

describe('In Firefox, on a host that sends no isolation headers,', () => {
  test.each([...figureNames])('the figure %s runs', async (name) => {
    await visit(`embed/${name}/`, async (page) => {
      await until(page, () => document.querySelector('astro-island[ssr]') === null);
      const pressed = await page.evaluate(() => {
        const run = [...document.querySelectorAll('button')].find(
          (each) => each.textContent?.trim() === 'Run it',
        );
        run?.click();
        return run !== undefined;
      });
      if (!pressed) return;
      await until(page, () => {
        const shell = document.querySelector<HTMLElement>('.shell');
        if (document.querySelector('[role="alert"]')) return true;
        if (shell?.dataset['count']) return Number(shell.dataset['count']) > 0;
        return ![...document.querySelectorAll('button')].some(
          (each) => each.textContent?.trim() === 'Run it',
        );
      });
      const alert = await page.evaluate(() => document.querySelector('[role="alert"]')?.textContent ?? '');
      expect(alert).toBe('');
    });
  });

  test.each(['', ...parts().map(({ name }) => `${name}/`)])(
    'the page /%s opens, as wide as the screen',
    async (path) => {
      await visit(path, async (page) => {
        for (const width of [390, 1440]) {
          await page.setViewport({ width, height: 800 });
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, `pixels too wide at ${width}`).toBeLessThanOrEqual(0);
        }
        // Left to itself, Firefox gives a dark page white ones.
        const scrollbar = await page.evaluate(
          () => getComputedStyle(document.documentElement).scrollbarColor,
        );
        expect(scrollbar).not.toBe('auto');
      });
    },
  );
});
