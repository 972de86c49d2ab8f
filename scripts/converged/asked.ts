import { variants, type VariantName } from './variants.ts';

/** The variants that these words name, all of them if there are none. Ends the process with a sentence for an unknown one. */
export function askedVariants(words: readonly string[], otherwise = ''): VariantName[] {
  const unknown = words.filter((word) => !(word in variants));
  const known = Object.keys(variants) as VariantName[];
  if (unknown.length === 0) return words.length > 0 ? (words as VariantName[]) : known;
  console.error(`Expected ${otherwise}variants, some of ${known.join(', ')}; got ${unknown.join(', ')}.`);
  process.exit(1);
}
