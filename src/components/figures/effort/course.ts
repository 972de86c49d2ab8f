import { iterations, marks, sizes } from './protocol.ts';

/** Pictures and judgements stand at the marks of each size, the photograph first: place 0, 1, 2, ... */
export const places = [
  { step: 0, size: sizes[0] as number, iteration: 0 },
  ...sizes.flatMap((size, i) =>
    marks.map((mark) => ({ step: i * iterations + mark, size: size as number, iteration: mark })),
  ),
];

/** Where each size begins and ends, as places. */
export const bands = sizes.map((size, i) => ({
  size,
  from: i * marks.length,
  to: (i + 1) * marks.length,
}));

/**
 * Where a step of a run lies among the places, between two of them in general: what comes early in a size has as much room
 * as what comes late.
 * @param step of the whole run, 0 for the photograph
 * @param perSize the run's iterations at each size
 */
export function placeOf(step: number, perSize: number): number {
  if (step === 0) return 0;
  const size = Math.min(sizes.length - 1, Math.ceil(step / perSize) - 1);
  const iteration = step - size * perSize;
  const known = [0, ...marks];
  const above = known.findIndex((mark) => mark >= iteration);
  if (above < 0) return (size + 1) * marks.length;
  const [low, high] = [known[Math.max(0, above - 1)]!, known[above]!];
  const between = high === low ? 0 : (iteration - low) / (high - low);
  return size * marks.length + Math.max(0, above - 1) + between;
}

/** "256 px, iteration 40 of 240". */
export function wordsOf(place: number): string {
  const { size, iteration } = places[place]!;
  return iteration === 0 ? 'the photograph' : `${size} px, iteration ${iteration} of ${iterations}`;
}
