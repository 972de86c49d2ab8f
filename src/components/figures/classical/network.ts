import { results } from '../style-transfer/known-results.ts';

/** What a network made of a pair, computed in advance. */
export interface NetworkResult {
  title: string;
  /** Address from the site's root. */
  src: string;
}

/** Whether the site has such results at all. */
export const hasNetwork = Object.keys(results.variants).length > 0;

/** The variant to set beside the painters: a robust network on plain pixels, where there is one. */
const [name, variant] =
  Object.entries(results.variants).find(
    ([, { model, parameterisation }]) => model.includes('robust') && parameterisation === 'pixel',
  ) ??
  Object.entries(results.variants)[0] ??
  [];

export function networkResult(content: string, style: string): NetworkResult | undefined {
  const pair = `${content}-${style}`;
  if (!name || !variant || !results.results[pair]?.[name]) return undefined;
  return { title: variant.title, src: `posters/style-transfer/${pair}-${name}.jpg` };
}
