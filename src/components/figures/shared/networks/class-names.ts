import { networkBeyond } from './beyond.svelte.ts';
import { isBeyond, playersOf, type Cast, type Player } from './cast.ts';

/** The names of a player's classes, in the order of its logits. @param ours those of the article's networks */
function namesOf(player: Player, ours: readonly string[]): readonly string[] {
  const facts = isBeyond(player) ? networkBeyond(player) : undefined;
  if (!facts) return ours;
  const { classes } = facts.layout;
  if (facts.labels) return facts.labels;
  return classes === ours.length ? ours : Array.from({ length: classes }, (_, i) => `class ${i}`);
}

/** The names of the classes that both networks tell apart: those of the one that is none of the article's. */
export function classNames(cast: Cast, ours: readonly string[]): readonly string[] {
  const [standard, robust] = playersOf(cast);
  return namesOf(isBeyond(robust) ? robust : standard, ours);
}

/** Whether the two networks tell the same classes apart. */
export function classesAgree(cast: Cast, ours: readonly string[]): boolean {
  const [one, other] = playersOf(cast).map((player) => namesOf(player, ours));
  return (
    one!.length === other!.length && one!.every((name, i) => name.toLowerCase() === other![i]!.toLowerCase())
  );
}

/**
 * Pixels on a side of the pictures that the networks learned from, where both are none of the article's and say so: the
 * smaller of the two.
 */
export function usualSide(cast: Cast): number | undefined {
  const sides = playersOf(cast).map((player) => (isBeyond(player) ? networkBeyond(player)?.side : undefined));
  return sides.some((side) => side === undefined) ? undefined : Math.min(...(sides as number[]));
}
