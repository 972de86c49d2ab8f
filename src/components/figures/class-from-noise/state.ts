import type { ActivationMaximisationConfig } from '../../../lib/experiments/activation-maximisation.ts';
import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { cifarClasses } from '../shared/networks/cifar10.ts';
import { cifarVggs } from '../shared/networks/pairs.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface ClassState {
  class: (typeof cifarClasses)[number];
  /** Plain pixels, or Fourier coefficients of a picture that is moved, scaled and turned at random. */
  way: 'pixel' | 'fourier';
  seed: number;
  frame: number;
}

export const models = cifarVggs;
/** Pixels on a side: those of the photographs that the networks learned from. */
export const side = 32;
const steps = 100;
/** Pixels take steps of one length in L2, Fourier coefficients those of Adam at Lucid's rate. */
const step = { pixel: 0.3, fourier: 0.05 };

export const model = figureModel<ClassState>({
  defaults: { class: 'bird', way: 'pixel', seed: 1, frame: 0 },
  fields: {
    class: oneOf(cifarClasses),
    way: oneOf(['pixel', 'fourier']),
    seed: integer(1, 9999),
    frame: look(integer(0, steps)),
  },
  frame: 'frame',
});

export const configOf = (choice: ClassState): ActivationMaximisationConfig => ({
  models,
  unit: { layer: 'logits', index: cifarClasses.indexOf(choice.class) },
  start: 'noise',
  size: { width: side, height: side },
  parameterisation: choice.way,
  step: step[choice.way],
  schedule: 'constant',
  steps,
  roll: 0,
  transforms: choice.way === 'fourier',
  seed: choice.seed,
});
