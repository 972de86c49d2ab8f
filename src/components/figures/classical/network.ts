import { results } from '../style-transfer/known-results.ts';

// Painted to the end, where that is there.
const {
  variants,
  results: byPair,
  folder,
  ending,
} = results.filter((each) => Object.keys(each.variants).length > 0).at(-1) ?? results[0];

/** What a network made of a pair, computed in advance. */
export interface NetworkResult {
  title: string;
  /** Address from the site's root. */
  src: string;
}

/** Whether the site has such results at all. */
export const hasNetwork = Object.keys(variants).length > 0;

/** The variant to set beside the painters: a robust network on plain pixels, where there is one. */
const [name, variant] =
  Object.entries(variants).find(
    ([, { model, parameterisation }]) => model.includes('robust') && parameterisation === 'pixel',
  ) ??
  Object.entries(variants)[0] ??
  [];

export function networkResult(content: string, style: string): NetworkResult | undefined {
  const pair = `${content}-${style}`;
  if (!name || !variant || !byPair[pair]?.[name]) return undefined;
  return { title: variant.title, src: `${folder}/${pair}-${name}.${ending}` };
}
