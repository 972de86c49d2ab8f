// What the page shows: a picture for each result, and a file that says what each was made with and what it came to.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { knownNets } from '../../src/components/figures/style-transfer/known-nets.ts';
import { iterationsOf, sizesOf } from '../../src/components/figures/style-transfer/run-sizes.ts';
import { usualIterations } from '../../src/components/figures/style-transfer/side.ts';
import { variants, type VariantName } from '../converged/variants.ts';
import type { Pair } from '../style-runs/inputs.ts';
import type { Variant } from '../style-runs/variant.ts';

/** Long side of the pictures, in pixels: what the figure begins with. */
export const size = 256;
const plan = { size, coarseToFine: true };
/** As low as strokes stay strokes. */
const quality = 78;

export interface Result extends Pair {
  called: VariantName;
  losses: { loss: number; content: number; style: number };
  png: URL;
  weights: Record<string, string>;
  pictures: Record<string, string>;
}

const nets = knownNets();

/** What the figure needs to know of a variant. */
function described({ model, content, layers }: Variant) {
  return {
    ...{ title: nets[model]!.name, model },
    ...(content && { contentModel: content.model }),
    ...{ parameterisation: 'pixel', transforms: false },
    ...(layers && { styleLayers: Object.fromEntries(layers.map((layer) => [layer, 1])) }),
    iterations: usualIterations['l-bfgs'],
  };
}

/** Writes public/posters/coarse-to-fine/ and content/posters/coarse-to-fine.json; what was there before goes. */
export async function publish(root: URL, found: readonly Result[]): Promise<void> {
  const folder = new URL('public/posters/coarse-to-fine/', root);
  await mkdir(folder, { recursive: true });
  const stale = new Set(await readdir(folder));
  const results: Record<string, Record<string, Result['losses']>> = {};
  let bytes = 0;
  for (const { called, content, style, losses, png } of found) {
    const name = `${content}-${style}-${called}.webp`;
    const picture = await sharp(await readFile(png))
      .webp({ quality, effort: 6 })
      .toBuffer();
    await writeFile(new URL(name, folder), picture);
    stale.delete(name);
    bytes += picture.length;
    (results[`${content}-${style}`] ??= {})[called] = losses;
  }
  for (const name of stale) await rm(new URL(name, folder));
  const names = [...new Set(found.map(({ called }) => called))];
  const file = {
    by: 'npm run style-results (after npm run converged)',
    size,
    sizes: sizesOf(plan),
    iterations: iterationsOf(plan, { iterations: usualIterations['l-bfgs'] }),
    weights: Object.assign({}, ...found.map(({ weights }) => weights)),
    pictures: Object.assign({}, ...found.map(({ pictures }) => pictures)),
    variants: Object.fromEntries(names.map((name) => [name, described(variants[name])])),
    results,
  };
  await writeFile(new URL('content/posters/coarse-to-fine.json', root), `${JSON.stringify(file, null, 1)}\n`);
  console.log(`${found.length} pictures, ${Math.round(bytes / 1e5) / 10} MB`);
}
