import type { Picture } from '../pictures/picture.ts';
import { seededRandom } from '../random/seeded.ts';
import { Canvas } from './canvas.ts';
import type { Hand, Measures } from './hand.ts';
import { palettes, type PaletteName } from './palette.ts';
import { circles } from './styles/circles.ts';
import { facets } from './styles/facets.ts';
import { etching } from './styles/etching.ts';
import { mosaic } from './styles/mosaic.ts';
import { points } from './styles/points.ts';
import { swirls } from './styles/swirls.ts';
import { woodblock } from './styles/woodblock.ts';

/** Every hand, by its name in addresses and files. */
export const hands = { swirls, facets, woodblock, points, etching, circles, mosaic } satisfies Record<
  string,
  Hand
>;

export type HandName = keyof typeof hands;
export const handNames = Object.keys(hands) as HandName[];

export const usualMeasures: Measures = { width: 1, length: 1, turbulence: 1, density: 1, relief: 1 };

export interface PaintOptions {
  /** Another seed is another picture by the same hand. */
  seed: number;
  /** Pixels along each side, 16 to 2048. One seed gives one composition at every size. */
  size: number;
  /** By default the one that the hand was made for. */
  palette?: PaletteName;
  /** Multiples of the hand's own measures; those left out are 1. */
  measures?: Partial<Measures>;
}

export interface Painting {
  /** Does the next piece of work; afterwards `done` says how much of all of it is finished, in [0, 1]. */
  next(): boolean;
  readonly done: number;
  /** The picture as it stands. */
  picture(): Picture;
}

/** A picture in the making, for those who want to watch, pause or give up: see `paint`. */
export function startPainting(name: HandName, options: PaintOptions): Painting {
  const { seed, size } = options;
  if (!Number.isInteger(size) || size < 16 || size > 2048)
    throw new RangeError(`Expected a size of 16 to 2048 pixels, got ${size}.`);
  const hand: Hand = hands[name];
  const palette = palettes[options.palette ?? hand.palette];
  const canvas = new Canvas(size, hand.ground(palette));
  const measures = { ...usualMeasures, ...options.measures };
  const steps = hand.paint({ canvas, palette, measures, random: seededRandom(spread(seed)) });
  let done = 0;
  return {
    next() {
      const step = steps.next();
      done = step.done ? 1 : step.value;
      return !step.done;
    },
    get done() {
      return done;
    },
    picture: () => canvas.picture(),
  };
}

/** Seeds that readers choose are small and next to each other; the first numbers after them should not be alike. */
const spread = (seed: number) => Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995;

/** Paints a picture: the same options, the same pixels. */
export function paint(name: HandName, options: PaintOptions): Picture {
  const painting = startPainting(name, options);
  while (painting.next());
  return painting.picture();
}
