import type { Side } from './side.ts';

/** Below this side nets see little more than a single patch; coarse to fine begins at or above it. */
const coarsest = 64;
/** Up to this side, in pixels, large forms are settled, and a step costs little. */
const settled = 128;

/** The choices that say which sizes a picture goes through. */
interface SizeChoice {
  size: number;
  coarseToFine: boolean;
}

/** The long sides that a picture goes through, the last one being its own. */
export function sizesOf({ size, coarseToFine }: SizeChoice): number[] {
  const long: number[] = [size];
  while (coarseToFine && long[0]! / 2 >= coarsest) long.unshift(long[0]! / 2);
  return long;
}

/**
 * The iterations of a side at each of these sizes: its own number at full size alone; from coarse to fine three times as
 * many where large forms are settled, until hardly anything is left to gain there (training/measure/converged.py), and
 * half as many where what is found is sharpened.
 */
export function iterationsOf(choice: SizeChoice, { iterations }: Pick<Side, 'iterations'>): number[] {
  const share = (long: number) => (!choice.coarseToFine ? 1 : long <= settled ? 3 : 1 / 2);
  return sizesOf(choice).map((long) => Math.ceil(share(long) * iterations));
}

/** Steps that a side will take over all its sizes. */
export const stepsOf = (choice: SizeChoice, side: Pick<Side, 'iterations'>): number =>
  iterationsOf(choice, side).reduce((sum, iterations) => sum + iterations, 0);
