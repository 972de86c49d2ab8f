import { integer, oneOf, type Fields } from '../shell/permalink.ts';
import { pictures, type Part } from '../shared/site-pictures/pictures.ts';
import { layers, type GramState } from './state.ts';

/** Everything that the net can be shown, styles first. */
export const allPictures = (['style', 'content'] as const).flatMap((part) =>
  pictures[part].map(({ name, title }) => ({ part, name, title })),
);

export const partOf = (name: string): Part =>
  pictures.style.some((picture) => picture.name === name) ? 'style' : 'content';

export const fields: Fields<GramState> = {
  picture: oneOf(allPictures.map(({ name }) => name)),
  layer: oneOf(layers),
  first: integer(0, 255),
  second: integer(0, 255),
  places: oneOf(['kept', 'blocks', 'all']),
};
