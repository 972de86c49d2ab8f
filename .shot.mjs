import { chromium } from '/work/wt/fooled/node_modules/playwright/index.mjs';
import { spawn } from 'node:child_process';
const port = 4311;
const server = spawn('node', ['scripts/serve.mjs'], { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
await new Promise(r => setTimeout(r, 4000));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-background-networking','--disable-quic','--disable-component-update'] });
const shots = JSON.parse(process.argv[2]);
for (const { path, name, width, dark, sel, acts = [], wait = 1500, full } of shots) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
  page.on('console', m => m.type()==='error' && console.log('console', m.text()));
  page.on('pageerror', e => console.log('error', e.message));
  await page.goto(`http://127.0.0.1:${port}${path}`, {timeout: 90000});
  await page.waitForTimeout(wait);
  for (const [s, what, arg] of acts) { await page.locator(s).first()[what](arg); await page.waitForTimeout(1500); }
  if (sel) { await page.locator(sel).first().scrollIntoViewIfNeeded(); await page.waitForTimeout(2500); await page.locator(sel).first().screenshot({ path: `/tmp/${name}.png` }); }
  else await page.screenshot({ path: `/tmp/${name}.png`, fullPage: !!full });
  const o = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  console.log(name, o);
  await page.close();
}
await browser.close(); server.kill(); process.exit(0);
