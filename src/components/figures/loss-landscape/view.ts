import { lossAt, type LossGrid } from './grid.ts';
import { span } from './state.ts';
import type { Scale } from './scale.ts';
import type { Survey } from './survey.ts';

/** The losses along the two axes of a plane, at `places`. */
export interface Profile {
  attack: number[];
  second: number[];
}

/** Where the table reads the axes, in radii of the ball. */
export const places = Array.from({ length: 9 }, (_, i) => -span + (2 * span * i) / 8);

export const profileOf = (grid: LossGrid): Profile => ({
  attack: places.map((place) => lossAt(grid, place / span, 0)),
  second: places.map((place) => lossAt(grid, 0, place / span)),
});

/** What is said of a network's surface. */
export interface Reading {
  /** The class whose loss it is, and what the network reads at the step on show. */
  label: number;
  reads: number;
  /** The loss in the picture, at the step on show, and the most along the second axis inside the ball. */
  at: number;
  shown: number;
  second: number;
  profile: Profile;
}

export function readingOf(survey: Survey, grid: LossGrid, shown: number): Reading {
  const step = survey.path[shown]!;
  const inside = Array.from({ length: 21 }, (_, i) => (-1 + i / 10) / span);
  return {
    label: survey.label,
    reads: step.reads,
    at: survey.path[0]!.loss,
    shown: step.loss,
    second: Math.max(...inside.map((place) => lossAt(grid, 0, place))),
    profile: profileOf(grid),
  };
}

/** `content/posters/loss-landscape.json` */
export interface LandscapePoster {
  scale: Scale;
  nets: (Reading & { src: string })[];
}

/** A loss as it is written. What is smaller still is rounding. */
export function lossText(loss: number): string {
  if (loss < 0.0001) return '< 0.0001';
  return loss < 0.1 ? loss.toFixed(4) : loss.toFixed(2);
}
