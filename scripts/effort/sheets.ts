// What the runs came to, as the page shows it: a sheet for each network and pair, the pictures of all cells side by side.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { cells, sheetOf } from '../../src/components/figures/effort/cells.ts';
import { places } from '../../src/components/figures/effort/course.ts';
import { networkNames, side, type NetworkName } from '../../src/components/figures/effort/protocol.ts';

/** As low as strokes stay strokes. */
const quality = 65;

export interface FinishedRun {
  folder: URL;
  content: string;
  style: string;
  network: NetworkName;
  model: string;
  weights: string;
  pictures: Record<string, string>;
}

/** Writes public/posters/effort/ and content/posters/effort.json. @param runs of pairs that every network has painted */
export async function writeSheets(root: URL, runs: readonly FinishedRun[]): Promise<void> {
  const folder = new URL('public/posters/effort/', root);
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(folder)) await rm(new URL(file, folder));
  let bytes = 0;
  for (const run of runs) {
    const pair = `${run.content}-${run.style}`;
    const tiles = await Promise.all(cells.map((cell) => tileOf(run.folder, places[cell]!.step)));
    const sheet = sharp({
      create: { width: cells.length * side, height: side, channels: 3, background: '#000' },
    }).composite(tiles.map((input, i) => ({ input, left: i * side, top: 0 })));
    const file = await sheet.webp({ quality, effort: 6, smartSubsample: true }).toBuffer();
    await writeFile(new URL(`public/${sheetOf(pair, run.network)}`, root), file);
    bytes += file.length;
  }
  const poster = {
    by: 'npm run effort',
    weights: Object.fromEntries(runs.map(({ model, weights }) => [model, weights])),
    pictures: Object.assign({}, ...runs.map(({ pictures }) => pictures)),
    pairs: [...new Set(runs.map(({ content, style }) => `${content}-${style}`))],
  };
  await writeFile(new URL('content/posters/effort.json', root), `${JSON.stringify(poster)}\n`);
  console.log(`${runs.length} sheets, ${Math.round(bytes / 1000)} kB`);
}

/** The picture after a step, enlarged to full size; a run that ended before it stays where it was. */
async function tileOf(folder: URL, step: number): Promise<Buffer> {
  let last = step;
  while (!existsSync(new URL(`${last}.png`, folder))) last--;
  const png = await readFile(new URL(`${last}.png`, folder));
  return sharp(png).resize(side, side, { kernel: 'cubic' }).png().toBuffer();
}

/** Of these, the pairs that every network has painted. */
export function wholePairs(runs: readonly FinishedRun[]): FinishedRun[] {
  const pairOf = ({ content, style }: FinishedRun) => `${content}-${style}`;
  const painted = (run: FinishedRun) => runs.filter((other) => pairOf(other) === pairOf(run));
  return runs.filter((run) => painted(run).length === networkNames.length);
}
