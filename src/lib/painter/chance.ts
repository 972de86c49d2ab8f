/** A number from `low` to `high`. */
export const between = (random: () => number, low: number, high: number): number =>
  low + (high - low) * random();

export const pick = <T>(random: () => number, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)]!;

/** A seed for noise. */
export const newSeed = (random: () => number): number => Math.floor(random() * 2 ** 31);

/** Puts a list in random order (Fisher and Yates), in place. */
export function shuffle<T>(random: () => number, list: T[]): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [list[i], list[other]] = [list[other]!, list[i]!];
  }
  return list;
}

/**
 * Places all over the unit square, one in each cell of a grid, in random order: more even than chance alone, without
 * the grid's rows.
 */
export function scatter(random: () => number, count: number): [x: number, y: number][] {
  const side = Math.max(1, Math.round(Math.sqrt(count)));
  const places = Array.from({ length: side * side }, (_, i): [number, number] => [
    ((i % side) + random()) / side,
    (Math.floor(i / side) + random()) / side,
  ]);
  return shuffle(random, places);
}
