// npm run converged [walls | variant ...]
// Style transfer of every pair by every variant, from coarse to fine, until hardly anything is left to gain, with the page's
// own engine. Each run's picture and the course of its losses are kept in .cache/converged, so that it can be stopped at
// any moment; `python -m training.measure.converged` judges what is there. Several processes can share the work, each with
// variants of its own. In the end what the page shows is laid out; `walls` does that alone, with what is there.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { iterations, side, sizes, variants, type VariantName } from './converged/variants.ts';
import { shown, writeWalls, type Painted } from './converged/walls.ts';
import { openNodeEngine } from './node-engine.ts';
import { filesOf, sitePairs, squarePicture, sumOf, weightsOf, type Pair } from './style-runs/inputs.ts';
import { columns, courseRow, writePicture, writeRun } from './style-runs/kept.ts';
import { runOf, type Variant } from './style-runs/variant.ts';

const cache = new URL('../.cache/converged/', import.meta.url);

const asked = process.argv.slice(2);
const layOut = asked[0] === 'walls';
const names = (asked.length > 0 && !layOut ? asked : Object.keys(variants)) as VariantName[];
const unknown = names.filter((name) => !(name in variants));
if (unknown.length > 0) {
  const known = Object.keys(variants).join(', ');
  console.error(`Expected "walls" or variants, some of ${known}; got ${unknown.join(', ')}.`);
  process.exit(1);
}
await mkdir(cache, { recursive: true });
const engine = layOut ? undefined : await openNodeEngine();
const pairs = await sitePairs();
for (const name of names) for (const pair of pairs) await paint(name, pair);
const painted: Painted[] = [];
for (const called of shown)
  for (const pair of pairs) {
    const { base, weights, pictures } = await inputsOf(called, pair);
    const png = new URL(`${base}.png`, cache);
    if (existsSync(new URL(`${base}.json`, cache))) painted.push({ called, ...pair, png, weights, pictures });
  }
await writeWalls(new URL('../', import.meta.url), painted, pairs);
process.exit(0);

/** What a run is made of, and the name of its files, which says it all. */
async function inputsOf(name: VariantName, pair: Pair) {
  const variant: Variant = variants[name];
  const files = await filesOf(pair);
  const pictures = Object.fromEntries(files.map(({ path, bytes }) => [path, sumOf(bytes)]));
  const models = [variant.model, ...(variant.content ? [variant.content.model] : [])];
  const weights = Object.fromEntries(
    await Promise.all(models.map(async (id) => [id, await weightsOf(id)] as const)),
  );
  const key = sumOf(JSON.stringify([variant, pictures, weights, sizes, iterations])).slice(0, 12);
  return { base: `${name}-${pair.content}-${pair.style}-${key}`, files, weights, pictures };
}

async function paint(name: VariantName, pair: Pair): Promise<void> {
  const { base, files, weights, pictures } = await inputsOf(name, pair);
  const there = new URL(`${base}.json`, cache);
  if (!engine || existsSync(there)) return;

  const [content, style] = await Promise.all(files.map(({ bytes }) => squarePicture(bytes, side)));
  const began = performance.now();
  const course: number[][] = [];
  let last;
  for await (last of engine.frames(
    'styleTransfer',
    runOf(variants[name], content!, style!, { iterations, sizes }),
  ))
    course.push(courseRow(last));
  await writePicture(last!, new URL(`${base}.png`, cache));
  const run = {
    ...{ called: name, ...pair, ...variants[name], weights, pictures, sizes, iterations },
    seconds: Math.round((performance.now() - began) / 100) / 10,
    columns,
    course,
  };
  await writeRun(run, there);
  console.log(base, `${run.seconds} s`, ...course.at(-1)!);
}
