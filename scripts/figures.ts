// npm run figures [name ...]
// Computes every figure's poster with our own models on the wasm backend: the data goes to
// content/posters/<name>.json, the pictures to public/posters/<name>-<picture>.png or .jpg. Same weights and
// pictures, same bytes.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, readdir, writeFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import sharp from 'sharp';
import type { Poster, PosterImage, PosterTools } from '../src/components/figures/poster.ts';
import { makePoster as attack } from '../src/components/figures/attack/poster.ts';
import { models as attackModels } from '../src/components/figures/attack/state.ts';
import { makePoster as classical } from '../src/components/figures/classical/poster.ts';
import { makePoster as gram } from '../src/components/figures/gram/poster.ts';
import { model as gramModel } from '../src/components/figures/gram/state.ts';
import { makePoster as hero } from '../src/components/figures/traversal/hero-poster.ts';
import type { FigureName } from '../src/components/figures/registry.ts';
import { makePoster as traversal } from '../src/components/figures/traversal/poster.ts';
import { judge, models as traversalModels } from '../src/components/figures/traversal/state.ts';
import type { Card } from '../src/lib/engine/card.ts';
import type { Picture } from '../src/lib/pictures/picture.ts';
import { averageBlocks, resizePicture } from '../src/lib/pictures/resize.ts';
import { openNodeEngine } from './node-engine.ts';

interface Maker {
  make: (tools: PosterTools) => Promise<Poster<object>>;
  /** The models it runs, by id. */
  models: readonly string[];
}

// Success and lens are drawn from measured files, the overlap from nothing, style transfer from results that training/
// computes, and paint shows a picture of the site's own; the strips over the title need models.
const traversed = [...traversalModels, judge];
const figureMakers: Record<
  Exclude<FigureName, 'success' | 'overlap' | 'lens' | 'style-transfer' | 'paint'>,
  Maker
> = {
  attack: { make: attack, models: attackModels },
  classical: { make: classical, models: [] },
  gram: { make: gram, models: [gramModel] },
  traversal: { make: traversal, models: traversed },
};
const makers: Record<string, Maker> = { ...figureMakers, hero: { make: hero, models: traversed } };

const root = new URL('../', import.meta.url);
const [dataFolder, imageFolder] = [new URL('content/posters/', root), new URL('public/posters/', root)];
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in makers));
if (unknown !== undefined)
  throw new Error(`Expected a figure of ${Object.keys(makers).join(', ')}, got ${unknown}.`);

await mkdir(dataFolder, { recursive: true });
await mkdir(imageFolder, { recursive: true });
const engine = await openNodeEngine();
const digits = new Uint8Array(await readFile(new URL('public/digits/digits.bin', root)));

for (const name of wanted.length > 0 ? wanted : Object.keys(makers)) {
  const { make, models } = makers[name]!;
  const weights = await shippedWeights(models);
  const pictures: Record<string, string> = {};
  const { data, images } = await make({
    frames: engine.frames,
    digits,
    picture: async (folder, called, side) => {
      const file = `${folder}/${called}.jpg`;
      const bytes = await readFile(new URL(`content/pictures/${file}`, root));
      pictures[file] = createHash('sha256').update(bytes).digest('hex');
      return sitePicture(bytes, side);
    },
    address: (picture, format = 'png') => `posters/${name}-${picture}.${format}`,
  });
  for (const file of await readdir(imageFolder))
    if (file.startsWith(`${name}-`)) await rm(new URL(file, imageFolder));
  for (const [picture, image] of Object.entries(images))
    await writeFile(
      new URL(`${name}-${picture}.${image.format ?? 'png'}`, imageFolder),
      await encoded(image),
    );
  await writeFile(
    new URL(`${name}.json`, dataFolder),
    `${JSON.stringify({ by: 'npm run figures', weights, pictures, ...data })}\n`,
  );
  console.log(`${name}: ${Object.keys(images).length} pictures`);
}
process.exit(0);

/** The SHA-256 of each model's first shard: a poster of other weights is out of date. */
async function shippedWeights(models: readonly string[]): Promise<Record<string, string>> {
  const card = async (id: string): Promise<Card> =>
    JSON.parse(await readFile(new URL(`public/weights/${id}/card.json`, root), 'utf8'));
  return Object.fromEntries(
    await Promise.all(models.map(async (id) => [id, (await card(id)).shards[0]!.sha256])),
  );
}

function encoded({ width, height, channels, pixels, format }: PosterImage): Uint8Array | Promise<Uint8Array> {
  if (format !== 'jpg') return encode({ width, height, channels, depth: 8, data: pixels });
  const image = sharp(pixels, { raw: { width, height, channels } });
  return image.removeAlpha().jpeg({ quality: 86, chromaSubsampling: '4:4:4', mozjpeg: true }).toBuffer();
}

async function sitePicture(file: Uint8Array, side: number): Promise<Picture> {
  const { data, info } = await sharp(file).toColourspace('srgb').ensureAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  // As the page does it: whole blocks are averaged first.
  const factor = Math.max(1, Math.floor(Math.max(info.width, info.height) / side));
  const pixels = averageBlocks(new Uint8ClampedArray(data), info.width, factor);
  const [width, height] = [Math.ceil(info.width / factor), Math.ceil(info.height / factor)];
  return resizePicture({ width, height, pixels }, side, side);
}
