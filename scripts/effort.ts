// npm run effort [sheets | <content>-<style> ...]
// Style transfer from coarse to fine for as long as it takes: each of the chosen pairs by each network, with the page's own
// engine. What a run came to at each mark is kept in .cache/effort, a picture and its losses, so that it can be stopped
// at any moment and goes on with the next run; `python -m training.measure.effort` judges what is there. Of pairs that all
// networks have painted, what the page shows is laid out in the end; `sheets` does that alone, with what is there. Several
// processes can share the work, each with pairs of its own.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
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
import { filesOf, squarePicture, sumOf, weightsOf } from './style-runs/inputs.ts';
import { columns, courseRow, writePicture, writeRun } from './style-runs/kept.ts';

const root = new URL('../', import.meta.url);
const cache = new URL('.cache/effort/', root);
const side = sizes.at(-1)!;

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
const whole = wholePairs(finished);
if (whole.length > 0) await writeSheets(root, whole);
else console.log('No pair that every network painted in .cache/effort: what is published stays as it is.');
process.exit(0);

/** One run, computed if it is not there yet and there is an engine. */
async function runOf(pair: Pair, name: NetworkName): Promise<FinishedRun | undefined> {
  const files = await filesOf(pair);
  const pictures = Object.fromEntries(files.map(({ path, bytes }) => [path, sumOf(bytes)]));
  const sums = Object.values(pictures);
  const { model } = networks[name];
  const weights = await weightsOf(model);
  const [content, style] = await Promise.all(files.map(({ bytes }) => squarePicture(bytes, side)));
  const config = configOf(name, content!, style!);
  const asked = JSON.stringify([{ ...config, content: sums[0], style: sums[1] }, weights, marks]);
  const key = sumOf(asked).slice(0, 12);
  const folder = new URL(`${pair.content}-${pair.style}-${name}-${key}/`, cache);
  const there = new URL('run.json', folder);
  if (existsSync(there)) return { ...JSON.parse(await readFile(there, 'utf8')), folder };
  if (!engine || (wanted.length > 0 && !wanted.includes(`${pair.content}-${pair.style}`))) return undefined;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });

  const began = performance.now();
  const course: number[][] = [];
  for await (const frame of engine.frames('styleTransfer', config)) {
    const { step } = frame;
    const size = Math.max(0, Math.ceil(step / iterations) - 1);
    const at = step - size * iterations;
    course.push(courseRow(frame));
    if (step > 0 && !(marks as readonly number[]).includes(at)) continue;
    await writePicture(frame, new URL(`${step}.png`, folder));
  }
  const run = {
    ...pair,
    network: name,
    model,
    weights,
    pictures,
    sizes,
    iterations,
    marks,
    seconds: Math.round((performance.now() - began) / 1000),
    columns,
    course,
  };
  await writeRun(run, there);
  console.log(pair.content, pair.style, name, `${run.seconds} s`, ...course.at(-1)!);
  return { ...run, folder };
}
