import type { InterpolationConfig } from '../../../lib/experiments/interpolation.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { cifarResnets, photosResnets } from '../shared/networks/pairs.ts';
import { offered, sizes, type Size } from './pictures.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface InterpolationState {
  /** At which size, and with which networks. */
  at: Size;
  /** Names of pictures that are offered there, or `own`, which no address can hold. */
  from: string;
  to: string;
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  /** How many pictures the way has, both ends included. */
  pictures: number;
  seed: number;
  /** The picture on show, from 0. */
  frame: number;
}

interface Kind {
  models: readonly [standard: string, robust: string];
  /** Pixels on a side: those of the photographs that the networks learned from. */
  side: number;
  step: number;
  steps: number;
  roll: number;
  /** The pair that is shown first. */
  from: string;
  to: string;
}

/** Few long steps come to what many short ones come to, and sooner. */
export const kinds: Readonly<Record<Size, Kind>> = {
  small: {
    models: cifarResnets,
    side: 32,
    step: 0.85,
    steps: 40,
    roll: 2,
    from: 'deer',
    to: 'horse',
  },
  large: {
    models: photosResnets,
    side: 84,
    step: 1.8,
    steps: 60,
    roll: 4,
    from: 'dust-bowl-home',
    to: 'alpine-landscape',
  },
};

export const lengths = [8, 16] as const;

const defaultsAt = (at: Size): InterpolationState => {
  const { from, to } = kinds[at];
  return { at, from, to, pictures: lengths[0], nets: ourCast, seed: 1, frame: 0 };
};

const names = [...new Set(sizes.flatMap((at) => offered[at].map(({ name }) => name)))];

export const model = figureModel<InterpolationState>({
  defaults: defaultsAt('small'),
  fields: {
    at: oneOf(sizes),
    from: oneOf(names),
    to: oneOf(names),
    nets: castField,
    pictures: oneOf(lengths),
    seed: integer(1, 9999),
    frame: look(integer(0, Math.max(...lengths) - 1)),
  },
  lead: { key: 'at', defaults: defaultsAt },
  sane: (state) => ({
    ...state,
    from: known(state, 'from'),
    to: known(state, 'to'),
    frame: Math.min(state.frame, state.pictures - 1),
  }),
  frame: 'frame',
});

/** The networks' drawings are there at their own size only. */
function known(state: InterpolationState, end: 'from' | 'to'): string {
  const missing = names.includes(state[end]) && !offered[state.at].some(({ name }) => name === state[end]);
  return missing ? kinds[state.at][end] : state[end];
}

export function configOf(
  { at, pictures, seed }: InterpolationState,
  [from, to]: readonly [Picture, Picture],
): InterpolationConfig {
  const { models, step, steps, roll } = kinds[at];
  return { models, from, to, pictures, step, steps, roll, seed };
}
