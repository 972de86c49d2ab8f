// npm run pictures [name ...]
// Makes the pictures that the article works on: crops the photographs that are contents, paints the styles, and
// lists all of them, with their credits, in content/pictures/index.json.
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { paint } from '../src/lib/painter/index.ts';
import { photographs, type Photograph } from './pictures/contents.ts';
import { paintedStyles, type PaintedStyle } from './pictures/styles.ts';

/** Pixels along each side of a picture. */
const size = 640;
/** A page loads many of them. */
const mostBytes = 200_000;

const folder = fileURLToPath(new URL('../content/pictures/', import.meta.url));
const { resolve } = createRequire(import.meta.url);

const wanted = process.argv.slice(2);
const known = [...photographs, ...paintedStyles].map(({ name }) => name);
const unknown = wanted.find((name) => !known.includes(name));
if (unknown !== undefined) throw new Error(`Expected a picture of ${known.join(', ')}, got ${unknown}.`);
const isWanted = ({ name }: { name: string }) => wanted.length === 0 || wanted.includes(name);

for (const kind of ['contents', 'styles']) await mkdir(path.join(folder, kind), { recursive: true });
for (const photograph of photographs.filter(isWanted)) {
  await save('contents', photograph.name, crop(photograph));
}
for (const style of paintedStyles.filter(isWanted)) await save('styles', style.name, painted(style));
const index = {
  by: 'npm run pictures',
  contents: photographs.map(creditOf),
  styles: paintedStyles.map(recipeOf),
};
await writeFile(path.join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);

function crop({ package: packageName, crop: [left, top, side] }: Photograph): Sharp {
  const scan = path.join(path.dirname(resolve(`${packageName}/package.json`)), 'data', 'image.jpg');
  return sharp(scan).extract({ left, top, width: side, height: side }).resize(size, size);
}

function painted({ hand, seed }: PaintedStyle): Sharp {
  const { width, height, pixels } = paint(hand, { seed, size });
  const bytes = Uint8Array.from(pixels, (value) => Math.round(value * 255));
  return sharp(bytes, { raw: { width, height, channels: 3 } });
}

/** As a JPEG, as good as its size allows. Colour is not thinned out: strokes live on it. */
async function save(kind: 'contents' | 'styles', name: string, image: Sharp): Promise<void> {
  for (let quality = 88; ; quality -= 2) {
    const bytes = await image.clone().jpeg({ quality, chromaSubsampling: '4:4:4', mozjpeg: true }).toBuffer();
    if (bytes.length > mostBytes) continue;
    await writeFile(path.join(folder, kind, `${name}.jpg`), bytes);
    console.log(`${name}: ${Math.round(bytes.length / 1000)} kB, quality ${quality}`);
    return;
  }
}

function creditOf({ name, title, author, date, source, focus }: Photograph) {
  return {
    name,
    title,
    credit: `${author}, ${date}. Digital image courtesy of the Getty’s Open Content Program.`,
    source,
    licence: 'CC0 1.0',
    focus,
  };
}

function recipeOf({ name, title, hand, seed, focus }: PaintedStyle) {
  return {
    name,
    title,
    credit: 'Painted by this article’s own code.',
    source: `src/lib/painter: paint('${hand}', { seed: ${seed}, size: ${size} })`,
    licence: 'CC BY 4.0',
    hand,
    seed,
    focus,
  };
}
