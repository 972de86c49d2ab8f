import { integer, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { digitPixels, perClass } from '../shared/digits/digits.ts';
import type { Net } from '../shared/digits/fooling.ts';
import { shuffled } from '../shared/digits/shuffled.ts';

/** What the reader has chosen; the same object lives in the figure's address. Answers are in no link. */
export interface TestState {
  /** Radius of the ball in which the digits are altered. */
  eps: (typeof radii)[number];
  /** Which digits, for which network, in which order. */
  seed: number;
}

export const radii = [1, 1.5, 2, 2.5, 3] as const;
/** Digits that a test shows, half of them altered for each network. */
export const asked = 20;
export const lastSeed = 9999;

export const model = figureModel<TestState>({
  defaults: { eps: 2, seed: 1 },
  fields: { eps: oneOf(radii), seed: integer(1, lastSeed) },
});

/** A digit that can be asked about. */
export interface Candidate {
  label: number;
  image: Float32Array;
}

/** All of the site's digits, in the order in which a seed draws them. */
export function candidates({ seed }: TestState, all: Uint8Array): Candidate[] {
  return shuffled(10 * perClass, seed).map((place) => {
    const label = Math.floor(place / perClass);
    return { label, image: digitPixels(all, label, place % perClass) };
  });
}

/** Which network each question is altered for: as often the one as the other, in an order of the seed's. */
export const netsOf = ({ seed }: TestState): Net[] =>
  shuffled(asked, seed + lastSeed).map((place) => (place < asked / 2 ? 0 : 1));
