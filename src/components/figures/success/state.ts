import { oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface SuccessState {
  /** After how many steps the pictures are read. */
  frame: number;
}

/** As measured: content/measured/traversal.json itself is too long to load with the page. */
export const frames = [0, 50, 100, 150, 200, 300];

export const model = figureModel<SuccessState>({
  defaults: { frame: 150 },
  fields: { frame: oneOf(frames) },
});
