// What was published before: it stays where the run that it came from is no longer kept, and still holds.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { shown } from '../converged/plan.ts';
import type { VariantName } from '../converged/variants.ts';
import type { Pair } from '../style-runs/inputs.ts';
import type { Losses, Result } from './publish.ts';

const file = 'content/posters/coarse-to-fine.json';

/** Where the picture of a result is, or would be. */
export const pictureOf = (root: URL, called: VariantName, { content, style }: Pair): URL =>
  new URL(`public/posters/coarse-to-fine/${content}-${style}-${called}.webp`, root);

type Sums = Record<string, string>;
const within = (some: Sums, all: Sums) => Object.entries(some).every(([name, sum]) => all[name] === sum);

/** Gives a published result that was made of these weights and pictures by today's plan, if there is one. */
export async function publishedResults(root: URL) {
  const there = new URL(file, root);
  const old = existsSync(there) ? JSON.parse(await readFile(there, 'utf8')) : undefined;
  const same =
    JSON.stringify([old?.sizes, old?.iterations]) === JSON.stringify([shown.sizes, shown.iterations]);
  return (
    called: VariantName,
    pair: Pair,
    made: Pick<Result, 'weights' | 'pictures'>,
  ): Result | undefined => {
    const losses: Losses | undefined = same && old.results[`${pair.content}-${pair.style}`]?.[called];
    const holds = losses && within(made.weights, old.weights) && within(made.pictures, old.pictures);
    return holds ? { called, ...pair, losses, picture: pictureOf(root, called, pair), ...made } : undefined;
  };
}
