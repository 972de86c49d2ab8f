// npm run style-results [publish | variant ...]
// What the figure of style transfer shows of its usual plan before it runs: each run of `npm run converged` that is there
// goes on at the figure's size, where it is sharpened, and is kept in .cache/style-results, so that it can be stopped at
// any moment. In the end all of them are published, beside what was published before and still holds; `publish` does that
// alone, with what is there.
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { askedVariants } from './converged/asked.ts';
import { shown } from './converged/plan.ts';
import { cache as begun, inputsOf } from './converged/runs.ts';
import { variants, type VariantName } from './converged/variants.ts';
import { openNodeEngine } from './node-engine.ts';
import { publish, type Result } from './style-results/publish.ts';
import { publishedResults } from './style-results/published.ts';
import { writeWalls } from './style-results/walls.ts';
import { sitePairs, squarePicture, type Pair } from './style-runs/inputs.ts';
import { styleLoss, writePicture, writeRun } from './style-runs/kept.ts';
import { runOf } from './style-runs/variant.ts';

const cache = new URL('../.cache/style-results/', import.meta.url);
const root = new URL('../', import.meta.url);
const { size } = shown;
/** At the figure's size alone: of the others the runs come that are gone on from. */
const iterations = shown.iterations.at(-1)!;

const asked = process.argv.slice(2);
const publishOnly = asked[0] === 'publish';
const names = publishOnly ? [] : askedVariants(asked, '"publish" or ');
await mkdir(cache, { recursive: true });
const engine = publishOnly ? undefined : await openNodeEngine();
const pairs = await sitePairs();
for (const name of names) for (const pair of pairs) await sharpen(name, pair);

const published = await publishedResults(root);
const results: Result[] = [];
for (const called of Object.keys(variants) as VariantName[])
  for (const pair of 'maxPooling' in variants[called] ? [] : pairs) {
    const found = await resultOf(called, pair);
    if (found) results.push(found);
  }
await publish(root, results);
await writeWalls(root, results, pairs);
process.exit(0);

/** From the run that is kept, or as it was published. */
async function resultOf(called: VariantName, pair: Pair): Promise<Result | undefined> {
  const { base, weights, pictures } = await inputsOf(called, pair);
  const made = { weights, pictures };
  const run = new URL(`${base}.json`, cache);
  if (!existsSync(run)) return published(called, pair, made);
  const { losses } = JSON.parse(await readFile(run, 'utf8')) as Pick<Result, 'losses'>;
  return { called, ...pair, losses, picture: new URL(`${base}.png`, cache), ...made };
}

async function sharpen(name: VariantName, pair: Pair): Promise<void> {
  const { base, files } = await inputsOf(name, pair);
  const there = new URL(`${base}.json`, cache);
  if (!engine || existsSync(there) || !existsSync(new URL(`${base}.json`, begun))) return;

  const [content, style] = await Promise.all(files.map(({ bytes }) => squarePicture(bytes, size)));
  const start = await squarePicture(await readFile(new URL(`${base}.png`, begun)), size);
  const config = { ...runOf(variants[name], content!, style!, { iterations, sizes: [size] }), start };
  const before = performance.now();
  let last;
  for await (last of engine.frames('styleTransfer', config));
  const losses = { loss: last!.loss, content: last!.content, style: styleLoss(last!) };
  await writePicture(last!, new URL(`${base}.png`, cache));
  await writeRun({ called: name, ...pair, losses }, there);
  console.log(base, `${Math.round((performance.now() - before) / 100) / 10} s`, losses);
}
