// What the page shows: a picture for each result, and a file that says what each was made with and what it came to.
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { knownNets } from '../../src/components/figures/style-transfer/known-nets.ts';
import { shown, usual } from '../converged/plan.ts';
import { variants, type VariantName } from '../converged/variants.ts';
import type { Pair } from '../style-runs/inputs.ts';
import type { Variant } from '../style-runs/variant.ts';
import { pictureOf } from './published.ts';

/** As low as strokes stay strokes. */
const quality = 78;

export interface Losses {
  loss: number;
  content: number;
  style: number;
}

export interface Result extends Pair {
  called: VariantName;
  losses: Losses;
  /** Of a run that is kept, or where it was published. */
  picture: URL;
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
    iterations: usual,
  };
}

/** Writes public/posters/coarse-to-fine/ and content/posters/coarse-to-fine.json; a picture that
 * is none of these results goes. */
export async function publish(root: URL, found: readonly Result[]): Promise<void> {
  const folder = new URL('public/posters/coarse-to-fine/', root);
  await mkdir(folder, { recursive: true });
  const stale = new Set(await readdir(folder));
  const results: Record<string, Record<string, Losses>> = {};
  let bytes = 0;
  for (const { called, content, style, losses, picture } of found) {
    const there = pictureOf(root, called, { content, style });
    if (picture.href !== there.href)
      await sharp(picture.pathname).webp({ quality, effort: 6 }).toFile(there.pathname);
    stale.delete(path.basename(there.pathname));
    bytes += (await stat(there)).size;
    (results[`${content}-${style}`] ??= {})[called] = losses;
  }
  for (const name of stale) await rm(new URL(name, folder));
  const names = [...new Set(found.map(({ called }) => called))];
  const file = {
    by: 'npm run style-results (after npm run converged)',
    ...shown,
    weights: Object.assign({}, ...found.map(({ weights }) => weights)),
    pictures: Object.assign({}, ...found.map(({ pictures }) => pictures)),
    variants: Object.fromEntries(names.map((name) => [name, described(variants[name])])),
    results,
  };
  await writeFile(new URL('content/posters/coarse-to-fine.json', root), `${JSON.stringify(file, null, 1)}\n`);
  console.log(`${found.length} pictures, ${Math.round(bytes / 1e5) / 10} MB`);
}
