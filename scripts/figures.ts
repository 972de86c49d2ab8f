// npm run figures [name ...]
// Computes every figure's poster with our own models on the wasm backend: the data goes to
// content/posters/<name>.json, the pictures to public/posters/<name>-<picture>.png. Same weights, same bytes.
import { mkdir, readFile, rm, readdir, writeFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import type { Poster, PosterTools } from '../src/components/figures/poster.ts';
import { makePoster as hero } from '../src/components/figures/traversal/hero-poster.ts';
import { makePoster as traversal } from '../src/components/figures/traversal/poster.ts';
import { openNodeEngine } from './node-engine.ts';

const makers: Record<string, (tools: PosterTools) => Promise<Poster<object>>> = { hero, traversal };

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
    `${JSON.stringify({ by: 'npm run figures', ...data })}\n`,
  );
  console.log(`${name}: ${Object.keys(images).length} pictures`);
}
process.exit(0);
