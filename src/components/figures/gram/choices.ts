import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { pictures, type Part } from '../shared/site-pictures/catalogue.ts';
import { defaults, layers, type GramState } from './state.ts';

/** Everything that the net can be shown, styles first. */
export const allPictures = (['style', 'content'] as const).flatMap((part) =>
  pictures[part].map(({ name, title }) => ({ part, name, title })),
);

export const partOf = (name: string): Part =>
  pictures.style.some((picture) => picture.name === name) ? 'style' : 'content';

export const model = figureModel<GramState>({
  defaults,
  fields: {
    picture: oneOf(allPictures.map(({ name }) => name)),
    layer: oneOf(layers),
    first: look(integer(0, 255)),
    second: look(integer(0, 255)),
    places: look(oneOf(['kept', 'blocks', 'all'])),
  },
});
