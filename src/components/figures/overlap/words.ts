import { levels } from './paths.ts';

const words = ['never', 'once', 'twice'];
const times = (count: number) => words[count] ?? `${count} times`;

/** "once, twice or 4 times" */
function choices(counts: readonly number[]): string {
  const said = counts.map(times);
  // "3 times, 6 times or 9 times" needs the word but once.
  const short = said.map((word, i) => (i < said.length - 1 ? word.replace(' times', '') : word));
  return `${short.slice(0, -1).join(', ')} or ${short.at(-1)}`;
}

/**
 * What the drawing shows, as a sentence.
 * @param counts of one period, in one dimension
 */
export function describe(counts: readonly number[]): string {
  const line = levels(counts);
  const [only] = line;
  if (line.length === 1) {
    return `Every pixel is written ${times(only!)} in one dimension and ${times(only! ** 2)} in two. It is the same everywhere: no grid.`;
  }
  const plane = levels(line.flatMap((a) => line.map((b) => a * b)));
  const inPlane =
    plane.length <= 6 ? choices(plane) : `anything from ${times(plane[0]!)} to ${times(plane.at(-1)!)}`;
  const share = counts.filter((count) => count > 0).length / counts.length;
  const gaps =
    share < 1 ? ` In two, ${Math.round((1 - share ** 2) * 100)} % of all pixels are never written.` : '';
  return `A pixel is written ${choices(line)} in one dimension and ${inPlane} in two: a grid that repeats every ${counts.length} pixels.${gaps}`;
}

/** How often one pixel is written. */
export const describePixel = (count: number) => (count === 0 ? 'never written' : `written ${times(count)}`);
