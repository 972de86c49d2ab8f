import type { InversionConfig } from '../../../lib/experiments/inversion-checks.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { cifarResnets, photosResnets } from '../shared/networks/pairs.ts';
import { sitePictures } from '../shared/site-pictures/catalogue.ts';
import { own } from '../shared/site-pictures/own.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface TwinsState {
  /** Pixels on a side: of CIFAR-10's networks, or of those for photographs. */
  at: Side;
  /** The picture that is to be kept, and the one whose representation is wanted; names, or `own`. */
  from: string;
  towards: string;
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  /** Radius of the ball on show; a run computes all that are offered. */
  eps: Radius;
  frame: number;
}

export const sides = [32, 84] as const;
export type Side = (typeof sides)[number];
export type Radius = 0.5 | 1 | 2 | 4 | 8;

interface Pair {
  name: string;
  models: readonly [standard: string, robust: string];
  radii: readonly Radius[];
  /** Where the standard network's distance has come under half. */
  usual: Radius;
}

export const pairs: Readonly<Record<Side, Pair>> = {
  32: {
    name: 'CIFAR-10, 32 px',
    models: cifarResnets,
    radii: [0.5, 1, 2, 4],
    usual: 1,
  },
  84: {
    name: 'photographs, 84 px',
    models: photosResnets,
    radii: [1, 2, 4, 8],
    usual: 2,
  },
};

/** As the curve was measured: so many steps, from this share of the radius down to 0. */
const [steps, share] = [60, 0.1];

const names = sitePictures.map(({ name }) => name);

const defaultsAt = (at: Side): TwinsState => ({
  ...{ at, from: 'march-pastoral', towards: 'allium', nets: ourCast, eps: pairs[at].usual, frame: 0 },
});

export const model = figureModel<TwinsState>({
  defaults: defaultsAt(32),
  fields: {
    at: oneOf(sides),
    from: oneOf(names),
    towards: oneOf(names),
    nets: castField,
    eps: look(oneOf([0.5, 1, 2, 4, 8])),
    frame: look(integer(0, steps)),
  },
  lead: { key: 'at', defaults: defaultsAt },
  // A picture is its own twin, which shows nothing; two of the reader's have the same name.
  sane: (state) => ({
    ...state,
    eps: pairs[state.at].radii.includes(state.eps) ? state.eps : pairs[state.at].usual,
    towards:
      state.towards === state.from && state.from !== own
        ? names.find((name) => name !== state.from)!
        : state.towards,
  }),
  frame: 'frame',
});

/** Chosen in the other place already, a picture changes places with what stood here. */
export function chosen({ from, towards }: TwinsState, place: 'from' | 'towards', name: string) {
  const other = place === 'from' ? towards : from;
  if (name !== other || name === own) return { [place]: name };
  return { from: towards, towards: from };
}

export const configOf = ({ at }: TwinsState, from: Picture, towards: Picture): InversionConfig => ({
  models: pairs[at].models,
  target: towards,
  starts: pairs[at].radii.map(() => from),
  layer: 'representation',
  eps: pairs[at].radii,
  step: pairs[at].radii.map((eps) => share * eps),
  schedule: 'falling',
  steps,
  roll: 0,
  seed: 0,
});
