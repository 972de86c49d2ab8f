import type { ClassSynthesisConfig } from '../../../lib/experiments/class-synthesis.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { flag, integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { cifarClasses } from '../shared/networks/cifar10.ts';
import { cifarVggs } from '../shared/networks/pairs.ts';

export type ClassName = (typeof cifarClasses)[number];

/** What the reader has chosen; the same object lives in the figure's address. */
export interface ImagineState {
  class: ClassName;
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  /** Of the blur that the large picture begins with. */
  seed: number;
  /** Whether all the pictures of a wall are drawn, or the one of the seed. */
  wall: boolean;
  frame: number;
}

export const models = cifarVggs;
/** Pixels on a side: those of the photographs that the networks learned from. */
export const side = 32;
/** Pictures on a wall. */
export const perWall = 12;
const steps = 60;
/** On a wall, a frame every so many steps. */
const everyOnWall = 4;
const lastFrame = perWall * (steps / everyOnWall + 1) - 1;
export const lastSeed = 833 * perWall;

/** The seeds of the wall that a seed hangs on. */
export function wallOf(seed: number): number[] {
  const first = seed - ((seed - 1) % perWall);
  return Array.from({ length: perWall }, (_, i) => first + i);
}

/** The seeds whose pictures a run draws, in this order. */
export const seedsOf = ({ seed, wall }: ImagineState): number[] => (wall ? wallOf(seed) : [seed]);

export const model = figureModel<ImagineState>({
  defaults: { class: 'deer', nets: ourCast, seed: 1, wall: false, frame: 0 },
  fields: {
    class: oneOf(cifarClasses),
    nets: castField,
    seed: integer(1, lastSeed),
    wall: flag,
    frame: look(integer(0, lastFrame)),
  },
  // Whichever picture of a wall is looked at, it is the same wall.
  resolved: (state) => ({ ...state, seed: seedsOf(state)[0]! }),
  sane: (state) => (state.wall ? state : { ...state, frame: Math.min(state.frame, steps) }),
  frame: 'frame',
});

/** @param starts the blurs of the seeds */
export const configOf = (choice: ImagineState, starts: readonly Picture[]): ClassSynthesisConfig => ({
  models,
  label: cifarClasses.indexOf(choice.class),
  goal: 'cross-entropy',
  starts,
  step: 0.25,
  schedule: 'falling',
  steps,
  every: choice.wall ? everyOnWall : 1,
  roll: 1,
  seed: 1,
});
