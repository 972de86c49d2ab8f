// What a reader waits for: from the first byte of the figure's page to the first live frame, on the built site.
import { chromium } from 'playwright';
import { launchFlags } from '../scripts/browser.mjs';
import { mainThread, tracedCategories } from './main-thread.mjs';

const figure = '[data-phase]';

/** Runs in the page before anything else: marks the moment of the first frame. */
function watch() {
  new MutationObserver(() => {
    const count = Number(document.querySelector('[data-count]')?.getAttribute('data-count'));
    if (count >= 1 && performance.getEntriesByName('first frame').length === 0)
      performance.mark('first frame');
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-count'] });
}

/** One visit with an empty cache: presses Run as soon as it can be pressed, and stays for `frames` frames. */
async function visit(browser, address, frames) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const received = [];
  page.on('requestfinished', (request) => {
    received.push(request.sizes().then((sizes) => sizes.responseBodySize + sizes.responseHeadersSize));
  });
  await page.addInitScript(watch);
  await browser.startTracing(page, { categories: tracedCategories });
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector('astro-island[ssr]') === null);
  await page.evaluate(() => performance.mark('pressed'));
  await page.getByRole('button', { name: /^Run/ }).first().click();
  const reached = (count) =>
    page.waitForFunction(
      ([selector, wanted]) => Number(document.querySelector(selector)?.getAttribute('data-count')) >= wanted,
      [figure, count],
      { timeout: 120_000 },
    );
  await reached(1);
  const bytes = (await Promise.all(received)).reduce((sum, size) => sum + size, 0);
  await reached(frames);
  const mark = (name) => page.evaluate((of) => performance.getEntriesByName(of)[0].startTime, name);
  const [loaded, firstFrame] = [await mark('pressed'), await mark('first frame')];
  const { tasks, marks } = mainThread(await browser.stopTracing(), 'pressed');
  await context.close();
  const longest = (from, to) => {
    const meanwhile = tasks.filter(({ at }) => at >= from && at < to);
    const top = (key) => Math.max(0, ...meanwhile.map((task) => task[key]));
    return { cpu: top('cpu'), wall: top('wall') };
  };
  const [pressedAt, frameAt] = [marks.get('pressed'), marks.get('first frame')];
  return {
    bytes,
    loaded,
    firstFrame,
    whileLoading: longest(0, pressedAt),
    whileStarting: longest(pressedAt, frameAt),
    whileRunning: longest(frameAt, Infinity),
  };
}

/**
 * Medians of several visits; the longest tasks are the longest of all visits. Milliseconds and bytes.
 * @returns {Promise<Awaited<ReturnType<typeof visit>>>}
 */
export async function measurePage(executablePath, origin, { visits = 3, frames = 100 } = {}) {
  const browser = await chromium.launch({ executablePath, args: launchFlags.plain });
  try {
    const results = [];
    for (let i = 0; i < visits; i++) results.push(await visit(browser, `${origin}embed/traversal/`, frames));
    const middle = (key) =>
      results.map((result) => result[key]).sort((a, b) => a - b)[Math.floor(visits / 2)];
    const longest = (key) => ({
      cpu: Math.max(...results.map((result) => result[key].cpu)),
      wall: Math.max(...results.map((result) => result[key].wall)),
    });
    return {
      bytes: middle('bytes'),
      loaded: middle('loaded'),
      firstFrame: middle('firstFrame'),
      whileLoading: longest('whileLoading'),
      whileStarting: longest('whileStarting'),
      whileRunning: longest('whileRunning'),
    };
  } finally {
    await browser.close();
  }
}
