// What a phone's main thread does while a reader opens a page and scrolls to its end, on the built site, on a processor
// a few times slower than this one; in turn with it the same page without its scripts, which leaves parsing, style,
// layout and paint.
import { chromium } from 'playwright';
import { launchFlags } from '../scripts/browser.mjs';
import { parts } from '../src/series/registry.mjs';
import { mainThread, tracedCategories } from './main-thread.mjs';
import { median } from './turns.mjs';

const phone = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
};
const slower = 4;
const visits = 3;

/** Of a screen, what a reader moves on at once, and the milliseconds they read then. */
const pace = { screens: 0.6, rest: 200 };

/** Milliseconds of a task from which on a reader feels it. */
const felt = 50;

/** One visit with an empty cache. */
async function visit(browser, address, scripts) {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  // Refused and not forbidden: where scripts are forbidden, no one can mark the moments or scroll.
  if (!scripts) await page.route(/\.js$/, (route) => route.abort());
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await browser.startTracing(page, { categories: tracedCategories });
  await page.goto(address);
  await page.waitForTimeout(3000);
  await page.evaluate(() => performance.mark('scrolling'));
  for (let isEnd = false; !isEnd;) {
    isEnd = await page.evaluate((by) => {
      scrollBy(0, by);
      return scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    }, phone.viewport.height * pace.screens);
    await page.waitForTimeout(pace.rest);
  }
  const { tasks, marks } = mainThread(await browser.stopTracing(), 'scrolling');
  const begun = marks.get('scrolling');
  await context.close();
  const told = (some) => ({
    longest: Math.max(0, ...some.map(({ cpu }) => cpu)),
    felt: some.filter(({ cpu }) => cpu > felt).length,
  });
  return {
    opening: told(tasks.filter(({ at }) => at < begun)),
    scrolling: told(tasks.filter(({ at }) => at >= begun)),
  };
}

const round = (value) => Number(value.toPrecision(3));

/**
 * Medians of the visits, a row for each page and each half of a visit.
 * @returns {Promise<(import('./report.mjs').Row & { felt: number, feltWithout: number })[]>}
 */
export async function measureScrolling(executablePath, origin, say) {
  const browser = await chromium.launch({ executablePath, args: launchFlags.plain });
  try {
    const rows = [];
    for (const name of ['', ...parts().map((part) => part.name)]) {
      const page = name ? `${name}/` : '';
      const seen = { with: [], without: [] };
      for (let i = 0; i < visits; i++) {
        seen.with.push(await visit(browser, origin + page, true));
        seen.without.push(await visit(browser, origin + page, false));
      }
      for (const when of ['opening', 'scrolling']) {
        const [ours, bare] = [seen.with, seen.without].map((all) => ({
          longest: median(all.map((one) => one[when].longest)),
          felt: median(all.map((one) => one[when].felt)),
        }));
        say(`  /${page} ${when}: ${round(ours.longest)} ms, without scripts ${round(bare.longest)} ms`);
        rows.push({
          part: 'scrolling',
          what: `Longest main-thread task while ${when}`,
          engine: `Chromium, a phone's screen, processor ${slower} times slower, the processor's own time`,
          size: `/${page}`,
          ms: round(ours.longest),
          felt: ours.felt,
          peer: 'the page without its scripts, in turn',
          peerMs: round(bare.longest),
          feltWithout: bare.felt,
          ratio: round(ours.longest / bare.longest),
        });
      }
    }
    return rows;
  } finally {
    await browser.close();
  }
}

/** The README's table. */
export function scrollingTable(rows, { machine, commit }) {
  const line = (values) => `| ${values.join(' | ')} |`;
  const pages = [...new Set(rows.map(({ size }) => size))];
  const cells = (page, when) => {
    const row = rows.find(({ size, what }) => size === page && what.endsWith(when));
    return [row.ms, row.felt, row.peerMs, row.feltWithout];
  };
  return [
    `A phone’s screen, on a processor ${slower} times slower than ${machine}, at commit ${commit}: the longest task of the main thread in milliseconds of the processor’s time, while the page opens and while it is scrolled to its end, and how many take longer than ${felt}; beside it, in turn, the same page without its scripts. Medians of ${visits} visits.`,
    '',
    line([
      'page',
      'opening',
      `over ${felt}`,
      'bare',
      `over ${felt}`,
      'scrolling',
      `over ${felt}`,
      'bare',
      `over ${felt}`,
    ]),
    line(['---', ...Array(8).fill('---:')]),
    ...pages.map((page) => line([`\`${page}\``, ...cells(page, 'opening'), ...cells(page, 'scrolling')])),
  ].join('\n');
}
