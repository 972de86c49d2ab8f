// npm run answers [answers|layers]
// Style transfer with the page's own engine: by every explanation of why VGG paints (smoothed activations, early stages,
// networks that learned nothing), and of every layer of every network alone. Pictures and losses are kept in
// .cache/answers, so that it can be stopped at any moment; `python -m training.measure.answers` judges what is there.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { resizePicture } from '../src/lib/pictures/resize.ts';
import type { Picture } from '../src/lib/pictures/picture.ts';
import type { StyleTransferFrame } from '../src/lib/experiments/style-transfer.ts';
import { configOf, series, type Variant } from './answers/variants.ts';
import { openNodeEngine } from './node-engine.ts';

const root = new URL('../', import.meta.url);
const cache = new URL('.cache/answers/', root);
/** As training/style/variants.py pairs them: each content once before any comes again. */
const contents = ['nagasaki-boats', 'black-canyon', 'dust-bowl-home', 'allium'];
const index = JSON.parse(await readFile(new URL('content/pictures/index.json', root), 'utf8'));
const styles = (index.styles as { name: string }[]).map(({ name }) => name);

await mkdir(cache, { recursive: true });
const engine = await openNodeEngine();
const wanted = process.argv[2];
for (const [name, { variants, size, iterations, pairs }] of Object.entries(series)) {
  if (wanted && wanted !== name) continue;
  for (let i = 0; i < pairs; i++) {
    const pair = [
      contents[i % contents.length]!,
      styles[(i + Math.floor(i / contents.length)) % styles.length]!,
    ];
    for (const [called, variant] of Object.entries(variants))
      await paint(name, called, variant, pair as [string, string], size, iterations);
  }
}
process.exit(0);

async function paint(
  of: string,
  called: string,
  variant: Variant,
  [content, style]: [string, string],
  size: number,
  iterations: number,
): Promise<void> {
  const files = await Promise.all(
    [`contents/${content}`, `styles/${style}`].map((file) =>
      readFile(new URL(`content/pictures/${file}.jpg`, root)),
    ),
  );
  const sums = files.map((file) => createHash('sha256').update(file).digest('hex'));
  const weights = await shardOf(variant.model);
  const asked = JSON.stringify([variant, sums, weights, size, iterations]);
  const key = createHash('sha256').update(asked).digest('hex').slice(0, 12);
  const base = `${of}-${content}-${style}-${called}-${key}`;
  const there = new URL(`${base}.json`, cache);
  if (existsSync(there)) return;
  const [one, other] = await Promise.all(files.map((file) => squarePicture(file, size)));
  let last: StyleTransferFrame | undefined;
  const began = performance.now();
  for await (last of engine.frames('styleTransfer', configOf(variant, one!, other!, iterations)));
  const { width, height, image, content: kept, style: parts, evaluations } = last!;
  await sharp(image, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png()
    .toFile(new URL(`${base}.png`, cache).pathname);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const run = {
    ...{ of, called, ...variant, weights, size, iterations, evaluations, seconds },
    ...{ content, style, contentLoss: kept, styleLoss: Object.values(parts).reduce((a, b) => a + b, 0) },
  };
  const half = new URL(`${base}.half`, cache);
  await writeFile(half, `${JSON.stringify(run)}\n`);
  await rename(half, there);
  console.log(base, run.styleLoss.toFixed(3), `${seconds} s`);
}

/** The SHA-256 of a model's first shard; of a network that learned nothing, its id says it all. */
async function shardOf(id: string): Promise<string> {
  if (id.startsWith('untrained-')) return id;
  const card = JSON.parse(await readFile(new URL(`public/weights/${id}/card.json`, root), 'utf8'));
  return card.shards[0].sha256;
}

/** Square, by bicubic interpolation. */
async function squarePicture(file: Buffer, side: number): Promise<Picture> {
  const { data, info } = await sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  const pixels = Float32Array.from(data, (byte) => byte / 255);
  return resizePicture({ width: info.width, height: info.height, pixels }, side, side);
}
