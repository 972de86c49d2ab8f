import type { Tensor4D } from '../engine/tf.ts';

/** What a net is shown of a picture; differentiable. Its result belongs to the caller's tidy. */
export type View = (picture: Tensor4D) => Tensor4D;

/** Draws a view at random, a new one before each look. @param random numbers in [0, 1) */
export type Move = (random: () => number) => View;

/** One move after the other. */
export const inTurn =
  (moves: readonly Move[]): Move =>
  (random) => {
    const views = moves.map((move) => move(random));
    return (picture) => views.reduce((seen, view) => view(seen), picture);
  };
