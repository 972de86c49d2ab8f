// npm run pdf: prints the page of all parts to public/what-robust-networks-see.pdf, with the browser that the tests
// use. `npm run pdf -- --check` only says whether the one that is there still tells what the page says.
import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { findBrowser } from './browser.mjs';
import { serve } from './serve.mjs';
import { dist, root, runTool } from './tools.mjs';

const target = path.join(root, 'public', 'what-robust-networks-see.pdf');
const note = path.join(root, 'content', 'pdf.json');
const limit = 10e6;

/** What the page of all parts says, as a checksum: its words, and the files of its pictures. */
async function fingerprint() {
  const html = await readFile(path.join(dist, 'whole', 'index.html'), 'utf8');
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const pictures = [...main.matchAll(/<img[^>]* src="[^"]*\/posters\/([^"]+)"/g)].map(([, name]) => name);
  const words = main
    .replace(/<(script|style|svg)\b.*?<\/\1>|<astro-island[^>]*>|<[^>]*>/gs, ' ')
    .replace(/\s+/g, ' ');
  return createHash('sha256')
    .update(JSON.stringify([words, pictures]))
    .digest('hex');
}

async function print(to) {
  const site = await serve(dist, 0);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || (await findBrowser()),
    args: ['--no-sandbox'],
  });
  try {
    // Wide enough for the figures to stand as on a desk, so that print's own rules decide, and not a phone's.
    // Without scripts, every figure stays the finished picture that it is at first.
    const page = await browser.newPage({
      viewport: { width: 1100, height: 1400 },
      colorScheme: 'light',
      javaScriptEnabled: false,
    });
    // A PDF knows no WebP and no AVIF: it would hold them unpacked. JPEG it takes as it is.
    await page.route(/\.webp$/, async (route) => {
      const picture = sharp(await (await route.fetch()).body()).flatten({ background: 'white' });
      const body = await picture.jpeg({ quality: 82, mozjpeg: true }).toBuffer();
      await route.fulfill({ contentType: 'image/jpeg', body });
    });
    await page.goto(`${site.url}whole/`, { waitUntil: 'networkidle' });
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await page.evaluate(async () => {
      const pictures = [...document.images];
      for (const picture of pictures) picture.loading = 'eager';
      await document.fonts.ready;
    });
    await page.waitForFunction(() =>
      [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0),
    );
    await page.evaluate(() => Promise.all([...document.images].map((picture) => picture.decode())));
    await page.pdf({
      path: to,
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<p style="width:100%;margin:0;text-align:center;font:8pt Georgia,serif;color:#444"><span class="pageNumber"></span></p>',
    });
  } finally {
    await browser.close();
    await site.close();
  }
}

if ((await runTool('astro', ['build'])) !== 0) process.exit(1);
const says = await fingerprint();
if (process.argv.includes('--check')) {
  const { sha256 } = JSON.parse(await readFile(note, 'utf8'));
  if (sha256 !== says) {
    console.error(
      'The PDF no longer tells what the page of all parts says: run `npm run pdf` and commit it.',
    );
    process.exit(1);
  }
  console.log('The PDF tells what the page of all parts says.');
} else {
  await print(target);
  const { size } = await stat(target);
  if (size > limit)
    throw new Error(`Expected a PDF of at most ${limit} bytes, got ${size}: make its pictures smaller`);
  await writeFile(note, `${JSON.stringify({ by: 'npm run pdf', bytes: size, sha256: says }, null, 2)}\n`);
  console.log(`${path.relative(root, target)}: ${(size / 1e6).toFixed(1)} MB`);
}
