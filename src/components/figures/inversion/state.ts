import type { InversionConfig } from '../../../lib/experiments/inversion-checks.ts';
import { patternNames, type PatternName } from '../../../lib/pictures/patterns.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { resizePicture } from '../../../lib/pictures/resize.ts';
import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { drawnField } from '../shared/drawing/marks-field.ts';
import { marksIn, padSide, palette } from '../shared/drawing/marks.ts';
import { blankSheet, painted, readAt, type Sheet } from '../shared/drawing/rasterise.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { photosResnets } from '../shared/networks/pairs.ts';
import { sitePictures } from '../shared/site-pictures/catalogue.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface InversionState {
  /** Whose representation is looked for: a picture of the site, a pattern, the reader's drawing, or `own`. */
  target: string;
  /** That drawing's marks, as text. */
  drawn: string | null;
  /** Where to begin: noise, a picture, or both and a painting. */
  begin: 'noise' | 'picture' | 'three';
  /** That picture. */
  start: string;
  /** What is inverted: the representation, or the last or last but one stage before it, which have places. */
  layer: 'representation' | 'relu5_x' | 'relu4_x';
  /** Pixels; pixels of a picture that is moved at random; or Fourier coefficients of one moved, scaled and turned. */
  way: 'plain' | 'roll' | 'fourier';
  /** Whose networks play: the article's, or others in their place. */
  nets: Cast;
  steps: StepCount;
  seed: number;
  frame: number;
}

export const models = photosResnets;

/**
 * The length of the first step at 84 pixels, which falls to 0, by how many there are: of those that we tried the ones
 * that bring the robust network nearest, where the standard one loses little.
 */
const lengths = { 40: 2.5, 60: 2, 100: 1.6, 250: 1.1 } as const;
export type StepCount = keyof typeof lengths;
export const stepCounts = [40, 60, 100, 250] as const;
/** A frame after so many: a look at a picture that is not moved costs a third of a step. */
const every = 2;
/** Lucid's, of Adam. */
const rate = 0.05;
/** How far a picture is moved at random, in pixels. */
const reach = 4;

/** Pooled, a picture has the size that the networks learned from; more of it gives places more room. */
export const sideOf = ({ layer }: Pick<InversionState, 'layer'>) => (layer === 'representation' ? 84 : 128);

const patternTitles: Readonly<Record<PatternName, string>> = {
  stripes: 'Stripes',
  checks: 'Checks',
  rings: 'Rings',
  patches: 'Patches of random colours',
  noise: 'A random colour for every pixel',
};
/** Drawn here from this number. */
export const patternSeed = 1;
export const isPattern = (name: string): name is PatternName => name in patternTitles;

/** The name of the reader's drawing. */
export const drawing = 'drawing';

/** What is drawn on. */
export const ground = (): Sheet => blankSheet(palette.findIndex(({ name }) => name === 'sky'));

/** The reader's drawing as the networks see it. */
export function drawnPicture({ drawn, layer }: Pick<InversionState, 'drawn' | 'layer'>): Picture {
  const side = sideOf({ layer });
  return resizePicture(readAt(painted(ground(), marksIn(drawn)), padSide), side, side);
}

export const targets = [
  ...sitePictures,
  ...patternNames.map((name) => ({ name, title: patternTitles[name], credit: 'A pattern, no photograph.' })),
  { name: drawing, title: 'Your drawing', credit: 'Whatever you draw, in ten colours.' },
];
export const starts = sitePictures;
/** The third start, and what stands in where it is chosen already. */
const [painting, other] = ['swirls', 'facets'];

const names = (all: readonly { name: string }[]) => all.map(({ name }) => name);

const defaultsOf = (layer: InversionState['layer']): InversionState => ({
  target: 'allium',
  drawn: null,
  begin: layer === 'representation' ? 'three' : 'noise',
  start: 'alpine-landscape',
  layer,
  // Moves make parts change places, which is what a layer with places should keep.
  way: layer === 'representation' ? 'roll' : 'plain',
  steps: layer === 'representation' ? 40 : 100,
  nets: ourCast,
  seed: 1,
  frame: 0,
});

/** What a run, or a link, needs to know. */
export function withoutIdleDrawing(state: InversionState): InversionState {
  return state.target === drawing ? state : { ...state, drawn: null };
}

export const model = figureModel<InversionState>({
  defaults: defaultsOf('representation'),
  fields: {
    target: oneOf(names(targets)),
    drawn: drawnField,
    begin: oneOf(['noise', 'picture', 'three']),
    start: oneOf(names(starts)),
    layer: oneOf(['representation', 'relu5_x', 'relu4_x']),
    way: oneOf(['plain', 'roll', 'fourier']),
    nets: castField,
    steps: oneOf(stepCounts),
    seed: integer(1, 9999),
    frame: look(integer(0, Math.max(...stepCounts))),
  },
  // A drawing is kept while something else is looked for, and makes no other run of it.
  resolved: withoutIdleDrawing,
  lead: { key: 'layer', defaults: defaultsOf },
  frame: 'frame',
});

/** What another layer is usually inverted with, the reader's pictures and seed kept. */
export function atLayer(
  { target, drawn, start, nets, seed }: InversionState,
  layer: InversionState['layer'],
): InversionState {
  return { ...defaultsOf(layer), target, drawn, start, nets, seed };
}

/** The starts by name, `noise` for noise. */
export function startsOf({ begin, start }: Pick<InversionState, 'begin' | 'start'>): string[] {
  if (begin !== 'three') return [begin === 'noise' ? 'noise' : start];
  return ['noise', start, start === painting ? other : painting];
}

/** @param starts in the order of `startsOf` */
export function configOf(
  choice: InversionState,
  target: Picture,
  starts: InversionConfig['starts'],
): InversionConfig {
  const { layer, way, steps, seed } = choice;
  return {
    models,
    target,
    starts,
    layer,
    parameterisation: way === 'fourier' ? 'fourier' : 'pixel',
    step: way === 'fourier' ? rate : (lengths[steps] * sideOf(choice)) / 84,
    schedule: way === 'fourier' ? 'constant' : 'falling',
    ...{ steps, every },
    roll: way === 'roll' ? reach : 0,
    transforms: way === 'fourier',
    seed,
  };
}
