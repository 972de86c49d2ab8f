/** The most likely class. */
export function best(probabilities: ArrayLike<number>): number {
  const values = Array.from(probabilities);
  return values.indexOf(Math.max(...values));
}

export const percent = (value: number) => `${Math.round(value * 100)} %`;

/** "3 (97 %)" */
export function shortReading(probabilities: ArrayLike<number>): string {
  const digit = best(probabilities);
  return `${digit} (${percent(probabilities[digit]!)})`;
}
