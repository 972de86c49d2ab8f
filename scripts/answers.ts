// npm run answers [answers|layers]
// Style transfer with the page's own engine: by every explanation of why VGG paints (smoothed activations, early stages,
// networks that learned nothing), and of every layer of every network alone. Pictures and losses are kept in
// .cache/answers, so that it can be stopped at any moment; `python -m training.measure.answers` judges what is there.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { StyleTransferFrame } from '../src/lib/experiments/style-transfer.ts';
import { series } from './answers/variants.ts';
import { openNodeEngine } from './node-engine.ts';
import { filesOf, sitePairs, squarePicture, sumOf, weightsOf, type Pair } from './style-runs/inputs.ts';
import { styleLoss, writePicture, writeRun } from './style-runs/kept.ts';
import { runOf, type Variant } from './style-runs/variant.ts';

const cache = new URL('../.cache/answers/', import.meta.url);

await mkdir(cache, { recursive: true });
const engine = await openNodeEngine();
const wanted = process.argv[2];
for (const [name, { variants, size, iterations, pairs }] of Object.entries(series)) {
  if (wanted && wanted !== name) continue;
  for (const pair of (await sitePairs()).slice(0, pairs))
    for (const [called, variant] of Object.entries(variants))
      await paint(name, called, variant, pair, size, iterations);
}
process.exit(0);

async function paint(
  of: string,
  called: string,
  variant: Variant,
  { content, style }: Pair,
  size: number,
  iterations: number,
): Promise<void> {
  const files = await filesOf({ content, style });
  const sums = files.map(({ bytes }) => sumOf(bytes));
  const weights = await weightsOf(variant.model);
  const asked = JSON.stringify([variant, sums, weights, size, iterations]);
  const key = sumOf(asked).slice(0, 12);
  const base = `${of}-${content}-${style}-${called}-${key}`;
  const there = new URL(`${base}.json`, cache);
  if (existsSync(there)) return;
  const [one, other] = await Promise.all(files.map(({ bytes }) => squarePicture(bytes, size)));
  let last: StyleTransferFrame | undefined;
  const began = performance.now();
  for await (last of engine.frames('styleTransfer', runOf(variant, one!, other!, { iterations })));
  const { content: kept, evaluations } = last!;
  await writePicture(last!, new URL(`${base}.png`, cache));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const run = {
    ...{ of, called, ...variant, weights, size, iterations, evaluations, seconds },
    ...{ content, style, contentLoss: kept, styleLoss: styleLoss(last!) },
  };
  await writeRun(run, there);
  console.log(base, run.styleLoss.toFixed(3), `${seconds} s`);
}
