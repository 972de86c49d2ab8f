import type { MaskedPaintingConfig } from '../../../lib/experiments/masked-painting.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { resizePicture } from '../../../lib/pictures/resize.ts';
import { integer, look, oneOf, stepped } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { photosVggs } from '../shared/networks/pairs.ts';
import {
  alphabeticalPhotoClasses,
  photoClassIndex,
  type PhotoClass,
} from '../shared/networks/photo-classes.ts';
import { pictures } from '../shared/site-pictures/catalogue.ts';
import { boundsOfDabs, brushes, dabsField, maskOf, type Dab } from './mask.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface PaintInState {
  /** One of the site's photographs, or the reader's own. */
  picture: string;
  /** What is painted. */
  class: PhotoClass;
  colours: MaskedPaintingConfig['colours'];
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  /** Where. */
  mask: readonly Dab[];
  /** Radius of the next round, in thousandths of the long side. */
  brush: number;
  seed: number;
  frame: number;
}

export const models = photosVggs;
/** The photograph's long side in pixels. */
export const longSide = 640;
/** Pixels on a side of what the networks look at; they have learned from photographs of 84. */
export const window = 96;
/** How long the mask is made in the copy of the photograph that they look at: that leaves them a rim to see. */
const span = 80;
/** Below, the deepest layers have no pixel left. */
const leastSide = 16;
const steps = 50;
const step = 0.8;
const roll = 2;

/** What this does best, of what there is to choose from. */
export const suggested: readonly PhotoClass[] = [
  'school bus',
  'goose',
  'sailing boat',
  'bolete',
  'dalmatian',
  'merry-go-round',
  'tank',
  'hot dog',
];

export const model = figureModel<PaintInState>({
  defaults: {
    picture: 'dust-bowl-home',
    class: 'school bus',
    colours: 'all',
    mask: [[220, 660, 190]],
    nets: ourCast,
    brush: 160,
    seed: 1,
    frame: 0,
  },
  fields: {
    picture: oneOf(pictures.content.map(({ name }) => name)),
    class: oneOf(alphabeticalPhotoClasses),
    colours: oneOf(['all', 'brightness']),
    nets: castField,
    mask: dabsField,
    brush: look(stepped(brushes)),
    seed: integer(1, 9999),
    frame: look(integer(0, steps)),
  },
  frame: 'frame',
});

/**
 * The size at which the networks work on a photograph: such that the mask fits what they look at, whether it is large
 * or small; never larger than the photograph.
 */
export function workingSize(mask: readonly Dab[], { width, height }: Picture): [number, number] {
  const bounds = boundsOfDabs(mask, width, height);
  if (!bounds) throw new Error('Expected a mask to paint in, got none: brush over the picture first.');
  const wanted = span / Math.max(1, bounds.width, bounds.height);
  const scale = Math.min(1, Math.max(wanted, leastSide / Math.min(width, height)));
  return [Math.round(width * scale), Math.round(height * scale)];
}

/** @param bases what each network has made of the photograph so far */
export function configOf(choice: PaintInState, bases: readonly Picture[]): MaskedPaintingConfig {
  const [width, height] = workingSize(choice.mask, bases[0]!);
  // Before anything is painted all are the same.
  const small = new Map([...new Set(bases)].map((base) => [base, resizePicture(base, width, height)]));
  return {
    models,
    pictures: bases.map((base) => small.get(base)!),
    mask: maskOf(choice.mask, width, height),
    class: photoClassIndex(choice.class),
    window,
    colours: choice.colours,
    ...{ step, steps, roll, seed: choice.seed },
  };
}
