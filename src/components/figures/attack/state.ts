import type { AttackConfig, Norm } from '../../../lib/experiments/attack.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { perClass } from '../shared/digits/digits.ts';
import {
  integer,
  look,
  numberIn,
  oneOf,
  optional,
  snapped,
  stepped,
  type Field,
  type Grid,
} from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';

/** What the reader has chosen; the same object lives in the figure's address. Null stands for "as usual". */
export interface AttackState {
  digit: number;
  /** Which of the site's digits of that class. */
  pick: number;
  /** Whose networks are attacked: the article's, or others in their place. */
  nets: Cast;
  norm: Norm;
  /** Radius of the ball; null for the norm's usual one. */
  eps: number | null;
  steps: number;
  /** Length of a step; null for 2.5 ε / steps, which lets the attack cross the ball and walk its edge. */
  size: number | null;
  start: 'digit' | 'random';
  seed: number;
  /** The step on show; null for the last. */
  step: number | null;
  /** Where the reader has dragged each net's point to; null while it follows the attack. */
  standard: Point | null;
  robust: Point | null;
}

export type Point = readonly [number, number];

export const models = ['mnist-cnn-standard', 'mnist-cnn-robust'] as const;
/** Who only reads: what has been done to a digit, it was not done to this one. */
export const judge = 'mnist-judge';
export const nets = ['standard', 'robust'] as const;
export type NetName = (typeof nets)[number];

/** What the controls offer. */
export const ranges = {
  eps: {
    L2: { min: 0, max: 4, step: 0.05, usual: 1.5 },
    Linf: { min: 0, max: 0.4, step: 0.01, usual: 0.15 },
  },
  size: { L2: { min: 0.005, max: 2, step: 0.005 }, Linf: { min: 0.0005, max: 0.2, step: 0.0005 } },
  steps: { min: 1, max: 40 },
  seed: { min: 1, max: 9999 },
} as const;

export const defaults: AttackState = {
  digit: 2,
  pick: 2,
  nets: ourCast,
  norm: 'L2',
  eps: null,
  steps: 10,
  size: null,
  start: 'digit',
  seed: 1,
  step: null,
  standard: null,
  robust: null,
};

/** A place on a slice, whose size is known only once the attack has been computed: then it is brought inside. */
const point: Field<Point> = {
  parse: (text) => {
    const [x, y, ...rest] = text
      .split(',')
      .map((part) => stepped({ min: -99, max: 99, step: 0.001 }).parse(part));
    return x === undefined || y === undefined || rest.length > 0 ? undefined : [x, y];
  },
  format: ([x, y]) => `${Number(x.toFixed(3))},${Number(y.toFixed(3))}`,
};

/** A number whose grid depends on the norm: `sane` finds the place on it. */
const measure: Field<number> = { parse: numberIn, format: (value) => String(Number(value.toFixed(8))) };

/** Brings onto the grids of the norm what an address may hold, and sends back what lies outside of them. */
function sane(state: AttackState): AttackState {
  const fitted = (value: number | null, grid: Grid) =>
    value !== null && value >= grid.min && value <= grid.max ? (snapped(value, grid) ?? null) : null;
  return {
    ...state,
    eps: fitted(state.eps, ranges.eps[state.norm]),
    size: fitted(state.size, ranges.size[state.norm]),
    step: fitted(state.step, { min: 0, max: state.steps, step: 1 }),
  };
}

export const model = figureModel<AttackState>({
  defaults,
  fields: {
    digit: integer(0, 9),
    pick: integer(0, perClass - 1),
    nets: castField,
    norm: oneOf(['L2', 'Linf']),
    eps: optional(measure),
    steps: integer(ranges.steps.min, ranges.steps.max),
    size: optional(measure),
    start: oneOf(['digit', 'random']),
    seed: integer(ranges.seed.min, ranges.seed.max),
    step: look(optional(integer(0, ranges.steps.max))),
    standard: look(optional(point)),
    robust: look(optional(point)),
  },
  sane,
  resolved: (state) => ({ ...state, eps: epsOf(state), size: sizeOf(state) }),
});

export function epsOf({ norm, eps }: Pick<AttackState, 'norm' | 'eps'>): number {
  return eps ?? ranges.eps[norm].usual;
}

/** 2.5 ε / steps, unless the reader has chosen otherwise; never longer than the control allows. */
export function sizeOf(state: Pick<AttackState, 'norm' | 'eps' | 'steps' | 'size'>): number {
  return state.size ?? Math.min((2.5 * epsOf(state)) / state.steps, ranges.size[state.norm].max);
}

/** @param attacked the networks, by id; the article's if not said */
export function configOf(
  state: AttackState,
  image: Float32Array,
  attacked: readonly string[] = models,
): AttackConfig {
  return {
    image,
    label: state.digit,
    norm: state.norm,
    eps: epsOf(state),
    stepSize: sizeOf(state),
    steps: state.steps,
    randomStart: state.start === 'random',
    seed: state.seed,
    models: attacked,
  };
}
