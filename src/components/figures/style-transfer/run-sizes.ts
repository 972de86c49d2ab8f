import type { Side } from './side.ts';

/** Below this side nets see little more than a single patch; coarse to fine begins at or above it. */
const coarsest = 128;

/** The choices that say which sizes a picture goes through. */
interface SizeChoice {
  size: number;
  coarseToFine: boolean | null;
}

/**
 * The long sides that a picture goes through, the last one being its own.
 * @param state `coarseToFine` as the device has decided it; undecided, it is off
 */
export function sizesOf({ size, coarseToFine }: SizeChoice): number[] {
  const long: number[] = [size];
  while (coarseToFine && long[0]! / 2 >= coarsest) long.unshift(long[0]! / 2);
  return long;
}

/** Steps that a side will take over all its sizes. */
export function stepsOf(state: SizeChoice, side: Side): number {
  return side.iterations * sizesOf(state).length;
}
