import type { ActivationMaximisationConfig } from '../../../lib/experiments/activation-maximisation.ts';
import { integer, look, oneOf, type Field } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { cifarClasses } from '../shared/networks/cifar10.ts';
import { cifarVggs } from '../shared/networks/pairs.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface ClassState {
  /** One of CIFAR-10's, or the number of a logit of a network that has others. */
  class: string;
  /** Plain pixels, or Fourier coefficients of a picture that is moved, scaled and turned at random. */
  way: 'pixel' | 'fourier';
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  seed: number;
  frame: number;
}

export const models = cifarVggs;
/** Pixels on a side: those of the photographs that the networks learned from. */
export const side = 32;
const steps = 100;
/** Pixels take steps of one length in L2, Fourier coefficients those of Adam at Lucid's rate. */
const step = { pixel: 0.3, fourier: 0.05 };

const usualClass = 'bird';
const ours = oneOf(cifarClasses);
const classField: Field<string> = {
  parse: (text) => ours.parse(text) ?? integer(0, 9999).parse(text)?.toString(),
  format: String,
};

export const model = figureModel<ClassState>({
  defaults: { class: usualClass, way: 'pixel', nets: ourCast, seed: 1, frame: 0 },
  fields: {
    class: classField,
    way: oneOf(['pixel', 'fourier']),
    nets: castField,
    seed: integer(1, 9999),
    frame: look(integer(0, steps)),
  },
  // The article's networks have names for all of their classes.
  sane: (state) =>
    state.nets === ourCast && ours.parse(state.class) === undefined
      ? { ...state, class: cifarClasses[Number(state.class)] ?? usualClass }
      : state,
  frame: 'frame',
});

/** The number of the logit that is made large. */
export function classIndex({ class: name }: Pick<ClassState, 'class'>): number {
  const known = (cifarClasses as readonly string[]).indexOf(name);
  return known >= 0 ? known : Number(name);
}

/** @param at pixels on a side */
export const configOf = (choice: ClassState, at = side): ActivationMaximisationConfig => ({
  models,
  unit: { layer: 'logits', index: classIndex(choice) },
  start: 'noise',
  size: { width: at, height: at },
  parameterisation: choice.way,
  step: choice.way === 'pixel' ? (step.pixel * at) / side : step.fourier,
  schedule: 'constant',
  steps,
  roll: 0,
  transforms: choice.way === 'fourier',
  seed: choice.seed,
});
