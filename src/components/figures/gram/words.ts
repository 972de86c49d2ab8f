import type { GramState } from './state.ts';

/** An entry with three digits that count: 0.0123, 4.56, 0 for nothing. */
export function short(value: number): string {
  if (value === 0) return '0';
  return value >= 0.001 ? String(Number(value.toPrecision(3))) : value.toExponential(1);
}

/**
 * What became of the matrix.
 * @param change the largest change of an entry, as a share of the largest entry
 */
export function changeWords(places: GramState['places'], change: number): string {
  if (places === 'kept')
    return 'Point at an entry, or move there by the arrow keys. Then scramble the places.';
  const what = places === 'all' ? 'Every place' : 'Every block of places';
  // Single precision keeps seven digits, and a sum in another order rounds otherwise.
  const same =
    change < 1e-5
      ? 'the matrix, worked out anew, is the same: no entry differs by more than rounding'
      : `the matrix, worked out anew, differs by up to ${(100 * change).toPrecision(2)} %`;
  return `${what} stands somewhere else now, and ${same}.`;
}
