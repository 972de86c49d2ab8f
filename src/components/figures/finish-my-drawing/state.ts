import type { ClassSynthesisConfig } from '../../../lib/experiments/class-synthesis.ts';
import { integer, look, oneOf, stepped } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { drawnField } from '../shared/drawing/marks-field.ts';
import { marksIn } from '../shared/drawing/marks.ts';
import { blankSheet, painted, readAt, type Sheet } from '../shared/drawing/rasterise.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { cifarClasses } from '../shared/networks/cifar10.ts';
import { cifarVggs } from '../shared/networks/pairs.ts';
import { sketches, sketchNames, sky } from './sketches.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface DrawingState {
  /** What the drawing is to become. */
  class: (typeof cifarClasses)[number];
  /** What was there before the reader's own marks. */
  sketch: (typeof sketchNames)[number] | 'none';
  /** The reader's own marks, as text. */
  drawn: string | null;
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  /** Radius of the ball around the drawing, in L2, pixels in [0, 1]. */
  eps: number;
  frame: number;
}

export const models = cifarVggs;
/** Pixels on a side, as the networks read the drawing. */
export const side = 32;
export const steps = 80;
export const radii = { min: 1, max: 12, step: 0.5 };

export const model = figureModel<DrawingState>({
  defaults: { class: 'automobile', sketch: 'automobile', drawn: null, nets: ourCast, eps: 6, frame: 0 },
  fields: {
    class: oneOf(cifarClasses),
    sketch: oneOf([...sketchNames, 'none']),
    drawn: drawnField,
    nets: castField,
    eps: stepped(radii),
    frame: look(integer(0, steps)),
  },
  frame: 'frame',
});

export const sketchSheet = (name: DrawingState['sketch']): Sheet =>
  painted(blankSheet(sky), name === 'none' ? [] : sketches[name]);

export const sheetOf = ({ sketch, drawn }: DrawingState): Sheet =>
  painted(sketchSheet(sketch), marksIn(drawn));

/** Half the steps of the usual size lead as far as the usual ball reaches; a larger one takes longer steps. */
const step = (eps: number) => 0.2 * Math.max(1, eps / 6);

export const configOf = (choice: DrawingState): ClassSynthesisConfig => ({
  models,
  label: cifarClasses.indexOf(choice.class),
  goal: 'logit',
  starts: [readAt(sheetOf(choice), side)],
  step: step(choice.eps),
  schedule: 'falling',
  steps,
  every: 1,
  roll: 0,
  eps: choice.eps,
  seed: 1,
});
