/** The largest absolute difference over the largest absolute value; NaN and lengths that differ are infinitely far. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let difference = 0;
  let size = 0;
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs(actual[i]! - expected[i]!);
    if (Number.isNaN(gap)) return Infinity;
    difference = Math.max(difference, gap);
    size = Math.max(size, Math.abs(expected[i]!));
  }
  return difference === 0 ? 0 : difference / size;
}
