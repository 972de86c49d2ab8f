import index from '../../../../content/pictures/index.json' with { type: 'json' };
import { measureNames, measureRanges, type Measures } from '../../../lib/painter/hand.ts';
import {
  handNames,
  hands,
  usualMeasures,
  type HandName,
  type PaintOptions,
} from '../../../lib/painter/index.ts';
import { paletteNames, type PaletteName } from '../../../lib/painter/palette.ts';
import { integer, oneOf, optional, stepped, type Fields } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface PaintState extends Measures {
  hand: HandName;
  seed: number;
  /** Null for the palette that the hand was made for. */
  palette: PaletteName | null;
}

export const seeds = { min: 1, max: 9999 } as const;
/** Pixels along each side: of the picture on show, and of what can be saved. */
export const shownSize = 640;
export const saveSizes = [640, 1280] as const;

/** The site's own painting by a hand: its name among the pictures, and its seed. */
export function ownOf(hand: HandName): { name: string; seed: number } {
  return index.styles.find((style) => style.hand === hand)!;
}

/** A hand as it paints by itself, on the subject that the site's own painting shows. */
export const startOf = (hand: HandName): PaintState => ({
  hand,
  seed: ownOf(hand).seed,
  palette: null,
  ...usualMeasures,
});

export const defaults: PaintState = startOf('swirls');

/** Between two places of the sliders, in multiples of what the hand would do. */
export const measureStep = 0.05;
const measures = Object.fromEntries(
  measureNames.map((name) => {
    const [min, max] = measureRanges[name];
    return [name, stepped({ min, max, step: measureStep })];
  }),
) as Fields<Measures>;

export const model = figureModel<PaintState>({
  defaults,
  fields: {
    hand: oneOf(handNames),
    seed: integer(seeds.min, seeds.max),
    palette: optional(oneOf(paletteNames)),
    ...measures,
  },
  sane,
});

/** What to ask the painter for. */
export function optionsOf(state: PaintState, size: number): PaintOptions {
  const { seed, palette, width, length, turbulence, density, relief } = state;
  return {
    seed,
    size,
    ...(palette === null ? {} : { palette }),
    measures: { width, length, turbulence, density, relief },
  };
}

/** A hand's own palette is as usual, and what changes nothing of a hand has no slider: it stays as usual, too. */
function sane(state: PaintState): PaintState {
  const { palette, measures } = hands[state.hand];
  const idle = measureNames.filter((name) => !(name in measures));
  return {
    ...state,
    palette: state.palette === palette ? null : state.palette,
    ...Object.fromEntries(idle.map((name) => [name, usualMeasures[name]])),
  };
}
