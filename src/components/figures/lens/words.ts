/** A ratio with as many digits as it is worth. */
export const short = (value: number) => (value < 9.95 ? value.toFixed(1) : value.toFixed(0));

/** @param share of the style's Gram matrices that is still missing */
export function missingWords(share: number): string {
  const percent = share * 100;
  return `${percent < 0.95 ? Number(percent.toPrecision(1)) : percent.toFixed(0)} % of the style missing`;
}
