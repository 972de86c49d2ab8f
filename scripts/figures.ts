// npm run figures [name ...]
// Computes every figure's poster with our own models on the wasm backend: the data goes to
// content/posters/<name>.json, the pictures to public/posters/<name>-<picture>.png. Same weights, same bytes.
import { mkdir, readFile, rm, readdir, writeFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import type { Poster, PosterTools } from '../src/components/figures/poster.ts';
import { makePoster as attack } from '../src/components/figures/attack/poster.ts';
import { makePoster as hero } from '../src/components/figures/traversal/hero-poster.ts';
import type { FigureName } from '../src/components/figures/registry.ts';
import { makePoster as traversal } from '../src/components/figures/traversal/poster.ts';
import type { Card } from '../src/lib/engine/card.ts';
import { openNodeEngine } from './node-engine.ts';

type MakePoster = (tools: PosterTools) => Promise<Poster<object>>;

// The success matrix is drawn from a measured file and needs no model; the strips over the title do.
const figureMakers: Record<Exclude<FigureName, 'success'>, MakePoster> = { attack, traversal };
const makers: Record<string, MakePoster> = { ...figureMakers, hero };

const root = new URL('../', import.meta.url);
const [dataFolder, imageFolder] = [new URL('content/posters/', root), new URL('public/posters/', root)];
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in makers));
if (unknown !== undefined)
  throw new Error(`Expected a figure of ${Object.keys(makers).join(', ')}, got ${unknown}.`);

await mkdir(dataFolder, { recursive: true });
await mkdir(imageFolder, { recursive: true });
const engine = await openNodeEngine();
const weights = await shippedWeights();
const digits = new Uint8Array(await readFile(new URL('public/digits/digits.bin', root)));

for (const name of wanted.length > 0 ? wanted : Object.keys(makers)) {
  const { data, images } = await makers[name]!({
    frames: engine.frames,
    digits,
    address: (picture) => `posters/${name}-${picture}.png`,
  });
  for (const file of await readdir(imageFolder))
    if (file.startsWith(`${name}-`)) await rm(new URL(file, imageFolder));
  for (const [picture, { width, height, channels, pixels }] of Object.entries(images)) {
    const png = encode({ width, height, channels, depth: 8, data: pixels });
    await writeFile(new URL(`${name}-${picture}.png`, imageFolder), png);
  }
  await writeFile(
    new URL(`${name}.json`, dataFolder),
    `${JSON.stringify({ by: 'npm run figures', weights, ...data })}\n`,
  );
  console.log(`${name}: ${Object.keys(images).length} pictures`);
}
process.exit(0);

/** The SHA-256 of every model's first shard: a poster of other weights is out of date. */
async function shippedWeights(): Promise<Record<string, string>> {
  const read = async (path: string) =>
    JSON.parse(await readFile(new URL(`public/weights/${path}`, root), 'utf8'));
  const { models } = (await read('index.json')) as { models: { id: string }[] };
  const cards = (await Promise.all(models.map(({ id }) => read(`${id}/card.json`)))) as Card[];
  return Object.fromEntries(cards.map(({ id, shards }) => [id, shards[0]!.sha256]));
}
