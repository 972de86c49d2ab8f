import type { Canvas } from './canvas.ts';
import type { Palette, PaletteName } from './palette.ts';

/** What a reader may change of a hand, each as a multiple of what the hand would do by itself. */
export interface Measures {
  /** How wide the marks are: strokes, facets, dots, lines. */
  width: number;
  /** How long they are. */
  length: number;
  /** How much they turn, waver and depart from the straight. */
  turbulence: number;
  /** How many there are. */
  density: number;
  /** How thick the paint lies and how strongly its surface shows. */
  relief: number;
}

export type Measure = keyof Measures;

/** Lowest and highest multiple of each measure. */
export const measureRanges: Record<Measure, readonly [low: number, high: number]> = {
  width: [0.5, 2],
  length: [0.4, 2],
  turbulence: [0, 2],
  density: [0.3, 1.5],
  relief: [0, 2],
};

export const measureNames = Object.keys(measureRanges) as Measure[];

/** What a hand paints with. */
export interface Studio {
  canvas: Canvas;
  palette: Palette;
  measures: Measures;
  /** The one source of chance: numbers in [0, 1). It must not be asked about pixels, only about the composition. */
  random: () => number;
}

/** One way of painting, with its own subject. */
export interface Hand {
  title: string;
  /** What it paints, in a few words. */
  subject: string;
  /** The palette it was made for. */
  palette: PaletteName;
  /** The measures that change something, under the names that they have for this hand. */
  measures: Partial<Record<Measure, string>>;
  /** What the canvas is before the first mark. */
  ground: (palette: Palette) => readonly [number, number, number];
  /** Paints, pausing now and then to say how much of the work is done, in [0, 1]. */
  paint: (studio: Studio) => Generator<number, void, void>;
}
