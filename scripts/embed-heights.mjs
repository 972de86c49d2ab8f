// npm run embeds: how high each figure's own page is before it runs, in frames of three widths. Opens the built site
// and writes content/embed-heights.json, which the embed codes of Share and oEmbed read.
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright';
import { findBrowser, launchFlags } from './browser.mjs';
import { serve } from './serve.mjs';
import { dist, root } from './tools.mjs';

const widths = [360, 720, 1080];
/** Other systems' letters are a little larger, and a frame that scrolls is worse than one with room. */
const spare = 20;
const upTo = (height) => Math.ceil((height + spare) / 10) * 10;

const entries = await readdir(path.join(dist, 'embed'), { withFileTypes: true });
const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
const server = await serve(dist, 0);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || (await findBrowser()),
  args: launchFlags.plain,
});
const heights = {};
try {
  for (const name of names) {
    const page = await browser.newPage({ viewport: { width: 720, height: 900 } });
    await page.goto(`${server.url}embed/${name}/`, { waitUntil: 'networkidle' });
    await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
    await page.evaluate(() => document.fonts.ready);
    heights[name] = {};
    for (const width of widths) {
      // A host's borders and scroll bars take a little, which is enough for a line to break.
      const bottoms = [];
      for (const inner of [width - 16, width]) {
        await page.setViewportSize({ width: inner, height: 900 });
        await page.waitForTimeout(300);
        bottoms.push(
          await page
            .locator('#main > figure')
            .evaluate((figure) => figure.getBoundingClientRect().bottom + window.scrollY),
        );
      }
      heights[name][width] = upTo(Math.max(...bottoms));
    }
    await page.close();
    console.log(name, heights[name]);
  }
} finally {
  await browser.close();
  await server.close();
}
await writeFile(
  path.join(root, 'content', 'embed-heights.json'),
  `${JSON.stringify({ by: 'npm run embeds', heights }, null, 2)}\n`,
);
