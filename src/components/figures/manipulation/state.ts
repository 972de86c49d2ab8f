import type { ManipulationConfig } from '../../../lib/experiments/manipulation.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { photosResnets } from '../shared/networks/pairs.ts';
import { sitePictures } from '../shared/site-pictures/catalogue.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface ManipulationState {
  picture: string;
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  coordinate: number;
  frame: number;
}

export const models = photosResnets;
/** Pixels on a side: those of the photographs that the networks learned from. */
export const side = 84;
/** The representation's length, less one. */
export const lastCoordinate = 255;
const steps = 120;
const step = 0.2;
const until = 2;

/** Some that bring in what can be named, in the robust network. */
export const suggested = [83, 11, 126, 46, 87, 42] as const;

export const model = figureModel<ManipulationState>({
  defaults: { picture: 'march-pastoral', nets: ourCast, coordinate: 83, frame: 0 },
  fields: {
    picture: oneOf(sitePictures.map(({ name }) => name)),
    nets: castField,
    coordinate: integer(0, lastCoordinate),
    frame: look(integer(0, steps)),
  },
  frame: 'frame',
});

export const configOf = (choice: ManipulationState, picture: Picture): ManipulationConfig => ({
  models,
  picture,
  coordinate: choice.coordinate,
  until,
  step,
  steps,
});
