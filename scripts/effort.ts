// npm run effort [sheets | <content>-<style> ...]
// Style transfer from coarse to fine for as long as it takes: each of the chosen pairs by each network, with the page's own
// engine. What a run came to at each mark is kept in .cache/effort, a picture and its losses, so that it can be stopped
// at any moment and goes on with the next run; `python -m training.measure.effort` judges what is there. Of pairs that all
// networks have painted, what the page shows is laid out in the end; `sheets` does that alone, with what is there. Several
// processes can share the work, each with pairs of its own.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { resizePicture } from '../src/lib/pictures/resize.ts';
import type { Picture } from '../src/lib/pictures/picture.ts';
import type { Card } from '../src/lib/engine/card.ts';
import { chosenPairs, type Pair } from './effort/pairs.ts';
import {
  configOf,
  iterations,
  marks,
  networkNames,
  networks,
  sizes,
  type NetworkName,
} from '../src/components/figures/effort/protocol.ts';
import { wholePairs, writeSheets, type FinishedRun } from './effort/sheets.ts';
import { openNodeEngine } from './node-engine.ts';

const root = new URL('../', import.meta.url);
const cache = new URL('.cache/effort/', root);
const side = sizes.at(-1)!;
const own = (losses: Record<string, number>) => Object.values(losses).reduce((sum, loss) => sum + loss, 0);
const rounded = (value: number) => Number(value.toPrecision(5));

await mkdir(cache, { recursive: true });
const scored = JSON.parse(await readFile(new URL('content/measured/style.json', root), 'utf8'));
const wanted = process.argv.slice(2);
const engine = wanted[0] === 'sheets' ? undefined : await openNodeEngine();
const finished: FinishedRun[] = [];
for (const pair of chosenPairs(scored.pairs)) {
  for (const name of networkNames) {
    const run = await runOf(pair, name);
    if (run) finished.push(run);
  }
}
await writeSheets(root, wholePairs(finished));
process.exit(0);

/** One run, computed if it is not there yet and there is an engine. */
async function runOf(pair: Pair, name: NetworkName): Promise<FinishedRun | undefined> {
  const files = { content: `contents/${pair.content}.jpg`, style: `styles/${pair.style}.jpg` };
  const bytes = await Promise.all(
    Object.values(files).map((file) => readFile(new URL(`content/pictures/${file}`, root))),
  );
  const sums = bytes.map((each) => createHash('sha256').update(each).digest('hex'));
  const { model } = networks[name];
  const weights = await shippedWeights(model);
  const [content, style] = await Promise.all(bytes.map((each) => squarePicture(each)));
  const config = configOf(name, content!, style!);
  const asked = JSON.stringify([{ ...config, content: sums[0], style: sums[1] }, weights, marks]);
  const key = createHash('sha256').update(asked).digest('hex').slice(0, 12);
  const folder = new URL(`${pair.content}-${pair.style}-${name}-${key}/`, cache);
  const there = new URL('run.json', folder);
  if (existsSync(there)) return { ...JSON.parse(await readFile(there, 'utf8')), folder };
  if (!engine || (wanted.length > 0 && !wanted.includes(`${pair.content}-${pair.style}`))) return undefined;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });

  const began = performance.now();
  const course: number[][] = [];
  for await (const { step, evaluations, content, style, width, height, image } of engine.frames(
    'styleTransfer',
    config,
  )) {
    const size = Math.max(0, Math.ceil(step / iterations) - 1);
    const at = step - size * iterations;
    course.push([step, evaluations, rounded(content), rounded(own(style))]);
    if (step > 0 && !(marks as readonly number[]).includes(at)) continue;
    await sharp(image, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .png()
      .toFile(new URL(`${step}.png`, folder).pathname);
  }
  const run = {
    ...pair,
    network: name,
    model,
    weights,
    pictures: Object.fromEntries(Object.values(files).map((file, i) => [file, sums[i]!])),
    sizes,
    iterations,
    marks,
    seconds: Math.round((performance.now() - began) / 1000),
    columns: ['step', 'evaluations', 'content', 'style'],
    course,
  };
  const half = new URL('run.half', folder);
  await writeFile(half, `${JSON.stringify(run)}\n`);
  await rename(half, there);
  console.log(pair.content, pair.style, name, `${run.seconds} s`, ...course.at(-1)!);
  return { ...run, folder };
}

/** The SHA-256 of a model's first shard. */
async function shippedWeights(id: string): Promise<string> {
  const card = JSON.parse(await readFile(new URL(`public/weights/${id}/card.json`, root), 'utf8')) as Card;
  return card.shards[0]!.sha256;
}

/** As training.style.variants reads them: square, resized by bicubic interpolation. */
async function squarePicture(file: Buffer): Promise<Picture> {
  const { data, info } = await sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  const pixels = Float32Array.from(data, (byte) => byte / 255);
  return resizePicture({ width: info.width, height: info.height, pixels }, side, side);
}
