// npm run figures [name ...]
// Computes every figure's poster with our own models on the wasm backend: the data goes to
// content/posters/<name>.json, the pictures to public/posters/<name>-<picture>.png or .jpg. Same weights and
// pictures, same bytes.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, readdir, writeFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import sharp from 'sharp';
import type { PosterMaker } from '../src/components/figures/kit/figure-manifest.ts';
import type { PosterImage } from '../src/components/figures/kit/poster.ts';
import { manifests } from '../src/components/figures/manifests.ts';
import type { Card } from '../src/lib/engine/card.ts';
import { openNodeEngine } from './node-engine.ts';
import { pictureFile, squareOf } from './site-picture.ts';

interface Maker {
  load: PosterMaker;
  /** The models it runs, by id. */
  networks: readonly string[];
}

const makers: Readonly<Record<string, Maker>> = Object.fromEntries(
  manifests.flatMap(({ posters, networks }) =>
    Object.entries(posters).map(([name, load]) => [name, { load, networks }] as const),
  ),
);

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
  const { load, networks } = makers[name]!;
  const { makePoster } = await load();
  const weights = await shippedWeights(networks);
  const pictures: Record<string, string> = {};
  const { data, images } = await makePoster({
    frames: engine.frames,
    last: async (experiment, config) => {
      let frame;
      for await (frame of engine.frames(experiment, config));
      return frame!;
    },
    digits,
    picture: async (folder, called, side) => {
      const bytes = await pictureFile(`${folder}/${called}`);
      pictures[`${folder}/${called}.jpg`] = createHash('sha256').update(bytes).digest('hex');
      return squareOf(bytes, side);
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
