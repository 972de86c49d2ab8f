import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { sitePictures } from '../shared/site-pictures/catalogue.ts';
import { kindNames, kinds, type KindName } from './kinds.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface FeaturesState {
  of: KindName;
  /** The unit's number in its layer, from 0. */
  unit: number;
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  /** `noise`, the name of one of the site's pictures, or `own`, which no address can hold. */
  start: string;
  seed: number;
  frame: number;
}

export const starts: readonly string[] = ['noise', ...sitePictures.map(({ name }) => name)];

const defaults: FeaturesState = {
  of: 'coordinates',
  unit: kinds.coordinates.first,
  start: 'noise',
  nets: ourCast,
  seed: 1,
  frame: 0,
};

const longest = Math.max(...kindNames.map((of) => kinds[of].steps));
const largest = Math.max(...kindNames.flatMap((of) => kinds[of].units));

export const model = figureModel<FeaturesState>({
  defaults,
  fields: {
    of: oneOf(kindNames),
    unit: integer(0, largest),
    nets: castField,
    start: oneOf(starts),
    seed: integer(1, 9999),
    frame: look(integer(0, longest)),
  },
  lead: { key: 'of', defaults: (of) => ({ ...defaults, of, unit: kinds[of].first }) },
  sane: (state) => ({
    ...state,
    unit: Math.min(state.unit, kinds[state.of].units.length - 1),
    frame: Math.min(state.frame, kinds[state.of].steps),
  }),
  frame: 'frame',
});
