// Draws public/social.png, the picture that links to the article show, from card.html and the
// films of the article's head: `node content/social/render.mjs`, after `npm run figures`.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findBrowser } from '../../scripts/browser.mjs';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || (await findBrowser()),
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
await page.goto(new URL('./card.html', import.meta.url).href);
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: fileURLToPath(new URL('../../public/social.png', import.meta.url)) });
await browser.close();
