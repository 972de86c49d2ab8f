import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { digitPixels, perClass } from '../shared/digits/digits.ts';
import { radii, type Radius } from '../shared/digits/fooling.ts';
import { shuffled } from '../shared/digits/shuffled.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface FooledState {
  /** How many of the site's digits are attacked. */
  digits: (typeof counts)[number];
  /** Which of them. */
  seed: number;
  /** The radius whose pictures are on show; a run attacks at all of them. */
  eps: Radius;
  /** Who reads: the article's judge, or the one that never saw an attack. */
  judge: 'first' | 'second';
  frame: number;
}

export const counts = [10, 20, 40] as const;

export const model = figureModel<FooledState>({
  defaults: { digits: 10, seed: 1, eps: 2.5, judge: 'first', frame: 0 },
  fields: {
    digits: oneOf(counts),
    seed: integer(1, 9999),
    eps: look(oneOf(radii)),
    judge: look(oneOf(['first', 'second'])),
    frame: look(integer(0, 2 * counts.at(-1)!)),
  },
  frame: 'frame',
});

export interface Drawn {
  label: number;
  image: Float32Array;
}

/** As many of every class: the site's digits that a choice attacks. */
export function drawn({ digits, seed }: FooledState, all: Uint8Array): Drawn[] {
  const order = shuffled(perClass, seed);
  return Array.from({ length: digits }, (_, i) => {
    const label = i % 10;
    // Another start in the order for each class, so that not all of them are its third, say.
    const pick = order[(Math.floor(i / 10) + 2 * label) % perClass]!;
    return { label, image: digitPixels(all, label, pick) };
  });
}
