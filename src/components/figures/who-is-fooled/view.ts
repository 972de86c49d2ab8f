import { radii, type Net } from '../shared/digits/fooling.ts';
import type { Outcome } from './frames.ts';

/** Of one network and one judge, a value a radius and its 95 % interval; null where nothing fools the network. */
export interface Curve {
  values: (number | null)[];
  bands: ([low: number, high: number] | null)[];
}

/** What was measured: by network, and of each judge. */
export interface MeasuredCurves {
  /** Digits attacked. */
  of: number;
  accuracy: Curve[];
  /** By network, then by judge: of the digits that fool it, the share that the judge takes for the same. */
  agreed: Curve[][];
}

interface MeasuredModel {
  accuracy: number[];
  accuracyInterval95: [number, number][];
  judges: Record<string, { new: (number | null)[]; newInterval95: ([number, number] | null)[] }>;
}

/** As short as the page's HTML wants it. */
export function curvesOf(
  measured: { of: number; models: Record<string, MeasuredModel> },
  networks: readonly string[],
  judges: readonly string[],
): MeasuredCurves {
  const models = networks.map((name) => measured.models[name]!);
  return {
    of: measured.of,
    accuracy: models.map((one) => ({ values: one.accuracy, bands: one.accuracyInterval95 })),
    agreed: models.map((one) =>
      judges.map((judge) => ({
        values: one.judges[judge]!.new,
        bands: one.judges[judge]!.newInterval95,
      })),
    ),
  };
}

/** A digit as it is on show: computed, or read from the poster. */
export interface Tile {
  label: number;
  pixels?: Float32Array;
  src?: string;
  /** What each reader takes it for; missing where it was not attacked in this ball. */
  reads?: number[] | undefined;
  /** Whether the network reads it right before anything is done to it. */
  right: boolean;
}

export function tileOf({ label, original, right, balls }: Outcome, radius: number): Tile {
  const ball = balls[radius];
  return { label, right, pixels: ball?.image ?? original, reads: ball?.reads };
}

/** Digits in one network's hands, at one radius, counted. */
export interface Sum {
  of: number;
  right: number;
  fooled: number;
  /** Of those that fool it, how many the judge takes for the same. */
  agreed: number;
}

export const isFooled = ({ reads, label }: Tile, net: Net): boolean =>
  reads !== undefined && reads[net] !== label;

/** @param reader which of `readers` judges */
export function sumOf(tiles: readonly Tile[], net: Net, reader: number): Sum {
  const fooled = tiles.filter((tile) => isFooled(tile, net));
  return {
    of: tiles.length,
    right: tiles.filter(({ right }) => right).length - fooled.length,
    fooled: fooled.length,
    agreed: fooled.filter(({ reads }) => reads![reader] === reads![net]).length,
  };
}

/** `content/posters/who-is-fooled.json`: at the usual radius, by network. */
export interface FooledPoster {
  nets: Tile[][];
}

/** What the network and the judge make of a tile, in words. */
export function tileText({ label, reads, right }: Tile, net: Net, reader: number): string {
  if (!right) return `a ${label} that the network misreads as it is`;
  if (!reads) return `a ${label}, which holds in a larger ball`;
  const own = reads[net] === label ? `still reads ${label}` : `reads ${reads[net]}`;
  return `was a ${label}; the network ${own}, the judge ${reads[reader]}`;
}

export const radiusIndex = (eps: number): number => (radii as readonly number[]).indexOf(eps);
