import type { AttackConfig } from '../../../lib/experiments/attack.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { perClass } from '../shared/digits/digits.ts';
import { integer, look, numberIn, oneOf, optional, snapped, stepped, type Field } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { cifarResnets, digitNets, photosResnets } from '../shared/networks/pairs.ts';
import { sitePictures } from '../shared/site-pictures/catalogue.ts';
import { home, limits } from './camera.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface LandscapeState {
  /** Whose loss: the networks for digits, those of CIFAR-10, or those for photographs. */
  of: Kind;
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  digit: number;
  /** Which of the site's digits of that class. */
  pick: number;
  /** Where it is no digit: the name of one of the site's pictures, or `own`. */
  picture: string;
  /** Radius of the ball, in L2; null for the usual one. */
  eps: number | null;
  /** What spans the plane beside the attack. */
  second: Second;
  /** Of that direction. */
  seed: number;
  /** Points on a side of the grid. */
  side: Side;
  view: 'surface' | 'flat';
  /** The camera, in degrees, and how near it is. */
  turn: number;
  tilt: number;
  zoom: number;
  /** The attack's step on show. */
  frame: number;
}

export const kindNames = ['digits', 'small', 'photos'] as const;
export type Kind = (typeof kindNames)[number];
export type Second = 'random' | 'attack';
export const sides = [25, 41, 57, 81] as const;
export type Side = (typeof sides)[number];
export const netNames = ['standard', 'robust'] as const;

interface Facts {
  models: readonly [standard: string, robust: string];
  /** A digit's if there is none. */
  shape?: NonNullable<AttackConfig['shape']>;
  /** The ball's radius that is shown first, as it was measured. */
  eps: number;
}

export const kinds: Readonly<Record<Kind, Facts>> = {
  digits: { models: digitNets, eps: 1.5 },
  small: { models: cifarResnets, shape: { width: 32, height: 32, channels: 3 }, eps: 0.5 },
  photos: { models: photosResnets, shape: { width: 84, height: 84, channels: 3 }, eps: 1 },
};

export const radii = { min: 0.1, max: 4, step: 0.05 };
/** Steps of the attack, and their length in shares of the radius over their number, as they were measured. */
export const [steps, reach] = [20, 2.5];
/** How far the plane goes to either side, in radii. */
export const span = 2;

export const defaults: LandscapeState = {
  of: 'digits',
  nets: ourCast,
  digit: 2,
  pick: 2,
  picture: 'march-pastoral',
  eps: null,
  second: 'random',
  seed: 1,
  side: 41,
  view: 'surface',
  ...home,
  frame: 0,
};

const radius: Field<number> = { parse: numberIn, format: (value) => String(Number(value.toFixed(8))) };

export const model = figureModel<LandscapeState>({
  defaults,
  fields: {
    of: oneOf(kindNames),
    nets: castField,
    digit: integer(0, 9),
    pick: integer(0, perClass - 1),
    picture: oneOf(sitePictures.map(({ name }) => name)),
    eps: optional(radius),
    second: oneOf(['random', 'attack']),
    seed: integer(1, 9999),
    side: oneOf(sides),
    view: look(oneOf(['surface', 'flat'])),
    turn: look(stepped(limits.turn)),
    tilt: look(stepped(limits.tilt)),
    zoom: look(stepped(limits.zoom)),
    frame: look(integer(0, steps)),
  },
  sane: (state) => ({ ...state, eps: fitted(state.eps) }),
  resolved: (state) => ({
    ...state,
    eps: epsOf(state),
    // Of a digit no picture is looked at, and the other way round.
    ...(state.of === 'digits' ? { picture: '' } : { digit: 0, pick: 0 }),
  }),
  frame: 'frame',
});

const fitted = (eps: number | null) =>
  eps !== null && eps >= radii.min && eps <= radii.max ? (snapped(eps, radii) ?? null) : null;

export const epsOf = ({ of, eps }: Pick<LandscapeState, 'of' | 'eps'>): number => eps ?? kinds[of].eps;

/**
 * The attack on one network, which is also the first axis of its plane.
 * @param label what the picture is, or what the network reads in it
 * @param again whether it is the second attack, which starts from a random point of the ball
 */
export function attackOf(
  state: LandscapeState,
  net: 0 | 1,
  image: Float32Array,
  label: number,
  again = false,
): AttackConfig {
  const { models, shape } = kinds[state.of];
  const eps = epsOf(state);
  return {
    image,
    ...(shape && { shape }),
    label,
    norm: 'L2',
    eps,
    stepSize: (reach * eps) / steps,
    steps,
    randomStart: again,
    seed: state.seed,
    models: [models[net]],
  };
}
