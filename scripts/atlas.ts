// npm run atlas
// Draws every unit that the figure "What does it look for?" offers, from noise, as its robust network would: a sheet for
// each kind of unit, public/atlas/<kind>.webp, and content/atlas.json, which says of what weights. What is drawn is kept
// in .cache/atlas, so that a run that was stopped goes on where it was.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { sheetAddress, sheets as layout } from '../src/components/figures/features/atlas.ts';
import { configOf } from '../src/components/figures/features/config.ts';
import { columns, kindNames, kinds, type KindName } from '../src/components/figures/features/kinds.ts';
import type { Card } from '../src/lib/engine/card.ts';
import type { ActivationMaximisationConfig } from '../src/lib/experiments/activation-maximisation.ts';
import { openAtlasEngine } from './atlas/draw.ts';

const root = new URL('../', import.meta.url);
const cache = new URL('.cache/atlas/', root);
const quality = 72;
/** So many are drawn at once: enough that the processor is busy with pictures, and few are lost by a stop. */
const together = 8;

await Promise.all([
  mkdir(cache, { recursive: true }),
  mkdir(new URL('public/atlas/', root), { recursive: true }),
]);
const draw = await openAtlasEngine();
const weights: Record<string, string> = {};
for (const kind of kindNames) {
  const [, robust] = kinds[kind].networks;
  weights[robust] ??= await shippedWeights(robust);
}
for (const kind of kindNames) await save(kind, await tilesOf(kind));
await writeFile(
  new URL('content/atlas.json', root),
  `${JSON.stringify({ by: 'npm run atlas', weights }, null, 2)}\n`,
);
process.exit(0);

/** The pictures of all units of a kind, RGBA: what the figure's run of its robust network alone comes to. */
async function tilesOf(kind: KindName): Promise<Buffer[]> {
  const { units } = kinds[kind];
  const missing = units.filter((unit) => !existsSync(fileOf(kind, unit)));
  for (let i = 0; i < missing.length; i += together) {
    const some = missing.slice(i, i + together);
    const drawn = await draw(some.map((unit) => runOf(kind, unit)));
    for (const [j, unit] of some.entries()) await writeFile(fileOf(kind, unit), drawn[j]!);
    console.log(`${kind}: ${units.length - missing.length + i + some.length} of ${units.length}`);
  }
  return Promise.all(units.map((unit) => readFile(fileOf(kind, unit))));
}

function runOf(kind: KindName, unit: number): ActivationMaximisationConfig {
  const all = configOf({ of: kind, unit, seed: 1 }, 'noise');
  const i = columns.indexOf('robust');
  return { ...all, models: [all.models[i]!], ways: [all.ways![i]!] };
}

function fileOf(kind: KindName, unit: number): URL {
  const run = runOf(kind, unit);
  const key = createHash('sha256').update(JSON.stringify([run, weights[run.models[0]!]]));
  return new URL(key.digest('hex').slice(0, 32), cache);
}

async function save(kind: KindName, tiles: readonly Buffer[]): Promise<void> {
  const { across, side } = layout[kind];
  const [width, height] = [across * side, Math.ceil(tiles.length / across) * side];
  const sheet = Buffer.alloc(4 * width * height);
  for (const [i, tile] of tiles.entries()) {
    const corner = 4 * (Math.floor(i / across) * side * width + (i % across) * side);
    for (let row = 0; row < side; row++)
      tile.copy(sheet, corner + 4 * row * width, 4 * row * side, 4 * (row + 1) * side);
  }
  const image = sharp(sheet, { raw: { width, height, channels: 4 } });
  const bytes = await image.webp({ quality, effort: 6, smartSubsample: true }).toBuffer();
  await writeFile(new URL(`public/${sheetAddress(kind)}`, root), bytes);
  console.log(`${kind}: ${Math.round(bytes.length / 1000)} kB`);
}

/** The SHA-256 of a model's first shard. */
async function shippedWeights(id: string): Promise<string> {
  const card = JSON.parse(await readFile(new URL(`public/weights/${id}/card.json`, root), 'utf8')) as Card;
  return card.shards[0]!.sha256;
}
