import index from '../../../../content/pictures/index.json';
import { measureNames, measureRanges, type Measures } from '../../../lib/painter/hand.ts';
import { handNames, usualMeasures, type HandName, type PaintOptions } from '../../../lib/painter/index.ts';
import { paletteNames, type PaletteName } from '../../../lib/painter/palette.ts';
import { decimal, integer, oneOf, type Field, type Fields } from '../shell/permalink.ts';

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

const measure = ([low, high]: readonly [number, number]) => decimal(low, high, 2);
const names = oneOf(paletteNames);
const palette: Field<PaletteName | null> = {
  parse: (text) => names.parse(text),
  format: (value) => value ?? '',
};

export const fields: Fields<PaintState> = {
  hand: oneOf(handNames),
  seed: integer(seeds.min, seeds.max),
  palette,
  ...(Object.fromEntries(measureNames.map((name) => [name, measure(measureRanges[name])])) as Record<
    keyof Measures,
    Field<number>
  >),
};

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

/** Whether two states are one picture. */
export const samePicture = (a: PaintState, b: PaintState): boolean =>
  (Object.keys(fields) as (keyof PaintState)[]).every((key) => a[key] === b[key]);
