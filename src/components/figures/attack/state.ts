import type { AttackConfig, Norm } from '../../../lib/experiments/attack.ts';
import { perClass } from '../shared/digits/digits.ts';
import { decimal, integer, oneOf, type Field, type Fields } from '../shell/permalink.ts';

/** What the reader has chosen; the same object lives in the figure's address. Null stands for "as usual". */
export interface AttackState {
  digit: number;
  /** Which of the site's digits of that class. */
  pick: number;
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
export const nets = ['standard', 'robust'] as const;
export type NetName = (typeof nets)[number];

/** What the controls offer. */
export const ranges = {
  eps: { L2: { max: 4, step: 0.05, usual: 1.5 }, Linf: { max: 0.4, step: 0.01, usual: 0.15 } },
  size: { L2: { max: 2, step: 0.005 }, Linf: { max: 0.2, step: 0.0005 } },
  steps: { min: 1, max: 40 },
  seed: { min: 1, max: 9999 },
} as const;

export const defaults: AttackState = {
  digit: 2,
  pick: 2,
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

function optional<T>(field: Field<T>): Field<T | null> {
  return {
    parse: (text) => field.parse(text),
    format: (value) => (value === null ? '' : field.format(value)),
  };
}

const point: Field<Point> = {
  parse: (text) => {
    const [x, y, ...rest] = text.split(',').map((part) => decimal(-99, 99, 3).parse(part));
    return x === undefined || y === undefined || rest.length > 0 ? undefined : [x, y];
  },
  format: ([x, y]) => `${Number(x.toFixed(3))},${Number(y.toFixed(3))}`,
};

export const fields: Fields<AttackState> = {
  digit: integer(0, 9),
  pick: integer(0, perClass - 1),
  norm: oneOf(['L2', 'Linf']),
  eps: optional(decimal(0, 4, 2)),
  steps: integer(ranges.steps.min, ranges.steps.max),
  size: optional(decimal(0.0005, 2, 4)),
  start: oneOf(['digit', 'random']),
  seed: integer(ranges.seed.min, ranges.seed.max),
  step: optional(integer(0, ranges.steps.max)),
  standard: optional(point),
  robust: optional(point),
};

/** Sends back to its default what an address may hold and the controls, together, cannot reach. */
export function sane(state: AttackState): AttackState {
  const fits = (value: number | null, max: number) => (value !== null && value <= max ? value : null);
  return {
    ...state,
    eps: fits(state.eps, ranges.eps[state.norm].max),
    size: fits(state.size, ranges.size[state.norm].max),
    step: fits(state.step, state.steps),
  };
}

export function epsOf({ norm, eps }: Pick<AttackState, 'norm' | 'eps'>): number {
  return eps ?? ranges.eps[norm].usual;
}

/** 2.5 ε / steps, unless the reader has chosen otherwise; never longer than the control allows. */
export function sizeOf(state: Pick<AttackState, 'norm' | 'eps' | 'steps' | 'size'>): number {
  return state.size ?? Math.min((2.5 * epsOf(state)) / state.steps, ranges.size[state.norm].max);
}

export function configOf(state: AttackState, image: Float32Array): AttackConfig {
  return {
    image,
    label: state.digit,
    norm: state.norm,
    eps: epsOf(state),
    stepSize: sizeOf(state),
    steps: state.steps,
    randomStart: state.start === 'random',
    seed: state.seed,
    models,
  };
}

/** Whether two states start the same attack; the step on show and the dragged points do not matter. */
export function sameRun(a: AttackState, b: AttackState): boolean {
  const key = (state: AttackState) =>
    JSON.stringify([
      state.digit,
      state.pick,
      state.norm,
      epsOf(state),
      sizeOf(state),
      state.steps,
      state.start,
      state.seed,
    ]);
  return key(a) === key(b);
}
