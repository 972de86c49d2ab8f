import { periods } from '../../../lib/images/spectrum.ts';

/** A ratio with as many digits as it is worth. */
export const short = (value: number) => (value < 9.95 ? value.toFixed(1) : value.toFixed(0));

/** "2 px 1.1, 4 px 3.2, 8 px 1.0" */
export const gridWords = (byPeriod: readonly number[]) =>
  byPeriod.map((value, i) => `${periods[i]} px ${short(value)}`).join(', ');

/** @param share of the style's Gram matrices that is still missing */
export function missingWords(share: number): string {
  const percent = share * 100;
  return `${percent < 0.95 ? Number(percent.toPrecision(1)) : percent.toFixed(0)} % of the style missing`;
}
