// npm run pictures [name ...]
// Makes the pictures that the article works on: crops the photographs that are contents, paints the styles, and
// lists all of them, with their credits, in content/pictures/index.json.
import { createRequire } from 'node:module';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { photographs, type Photograph } from './pictures/contents.ts';

/** Pixels along each side of a picture. */
const size = 640;

const folder = fileURLToPath(new URL('../content/pictures/', import.meta.url));
const { resolve } = createRequire(import.meta.url);
const jpeg = { quality: 88, chromaSubsampling: '4:4:4', mozjpeg: true } as const;

const wanted = process.argv.slice(2);
const known = photographs.map(({ name }) => name);
const unknown = wanted.find((name) => !known.includes(name));
if (unknown !== undefined) throw new Error(`Expected a picture of ${known.join(', ')}, got ${unknown}.`);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

await mkdir(path.join(folder, 'contents'), { recursive: true });
for (const photograph of photographs) {
  if (isWanted(photograph.name)) await crop(photograph);
}
await writeFile(
  path.join(folder, 'index.json'),
  `${JSON.stringify({ by: 'npm run pictures', contents: photographs.map(entryOf), styles: [] }, null, 2)}\n`,
);

async function crop({ name, package: packageName, crop: [left, top, side] }: Photograph): Promise<void> {
  const scan = path.join(path.dirname(resolve(`${packageName}/package.json`)), 'data', 'image.jpg');
  const { size: bytes } = await sharp(scan)
    .extract({ left, top, width: side, height: side })
    .resize(size, size, { kernel: 'lanczos3' })
    .jpeg(jpeg)
    .toFile(path.join(folder, 'contents', `${name}.jpg`));
  console.log(`${name}: ${Math.round(bytes / 1000)} kB`);
}

function entryOf({ name, title, author, date, source, focus }: Photograph) {
  return {
    name,
    title,
    credit: `${author}, ${date}. Digital image courtesy of the Getty’s Open Content Program.`,
    source,
    licence: 'CC0 1.0',
    focus,
  };
}
