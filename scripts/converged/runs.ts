// Where a variant's run of a pair is kept, under a name that says all that it was made of.
import { filesOf, sumOf, weightsOf, type Pair } from '../style-runs/inputs.ts';
import type { Variant } from '../style-runs/variant.ts';
import { settled } from './plan.ts';
import { variants, type VariantName } from './variants.ts';

/** The same at each size. */
export const iterations = settled.iterations[0]!;
export const cache = new URL('../../.cache/converged/', import.meta.url);

/** What a run is made of, and the name of its files without their ending. */
export async function inputsOf(name: VariantName, pair: Pair) {
  const variant: Variant = variants[name];
  const files = await filesOf(pair);
  const pictures = Object.fromEntries(files.map(({ path, bytes }) => [path, sumOf(bytes)]));
  const models = [variant.model, ...(variant.content ? [variant.content.model] : [])];
  const weights = Object.fromEntries(
    await Promise.all(models.map(async (id) => [id, await weightsOf(id)] as const)),
  );
  const key = sumOf(JSON.stringify([variant, pictures, weights, settled.sizes, iterations])).slice(0, 12);
  return { base: `${name}-${pair.content}-${pair.style}-${key}`, files, weights, pictures };
}
