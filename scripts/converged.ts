// npm run converged [variant ...]
// Style transfer of every pair by every variant, from coarse to fine, until hardly anything is left to gain, with the page's
// own engine. Each run's picture and the course of its losses are kept in .cache/converged, so that it can be stopped at
// any moment; `npm run style-results` goes on from there. Several processes can share the work, each with variants of its
// own.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { askedVariants } from './converged/asked.ts';
import { settled } from './converged/plan.ts';
import { cache, inputsOf, iterations } from './converged/runs.ts';
import { variants, type VariantName } from './converged/variants.ts';
import { openNodeEngine } from './node-engine.ts';
import { sitePairs, squarePicture, type Pair } from './style-runs/inputs.ts';
import { columns, courseRow, writePicture, writeRun } from './style-runs/kept.ts';
import { runOf } from './style-runs/variant.ts';

const names = askedVariants(process.argv.slice(2));
await mkdir(cache, { recursive: true });
const engine = await openNodeEngine();
const pairs = await sitePairs();
const { sizes } = settled;
for (const name of names) for (const pair of pairs) await paint(name, pair);
process.exit(0);

async function paint(name: VariantName, pair: Pair): Promise<void> {
  const { base, files, weights, pictures } = await inputsOf(name, pair);
  const there = new URL(`${base}.json`, cache);
  if (existsSync(there)) return;

  const [content, style] = await Promise.all(files.map(({ bytes }) => squarePicture(bytes, settled.size)));
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
    ...{ called: name, variant: variants[name], ...pair, weights, pictures, sizes, iterations },
    seconds: Math.round((performance.now() - began) / 100) / 10,
    columns,
    course,
  };
  await writeRun(run, there);
  console.log(base, `${run.seconds} s`, ...course.at(-1)!);
}
