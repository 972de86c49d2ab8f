import type { ConfigOf, FrameOf } from '../../../lib/engine/experiment.ts';
import type { Experiments } from '../../../lib/experiments/index.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';

/** A picture of a poster, written to `public/posters/<figure>-<name>.<format>`. */
export interface PosterImage {
  width: number;
  height: number;
  channels: 1 | 4;
  pixels: Uint8Array;
  /** jpg for what looks painted or photographed; png, exact to the pixel, if not said. */
  format?: PosterFormat;
}

export type PosterFormat = 'png' | 'jpg';

/** What a figure shows before anything runs: data for its HTML, and the pictures that the data names. */
export interface Poster<Data> {
  data: Data;
  images: Record<string, PosterImage>;
}

/** What a poster is made with: our own engine, on our own weights. */
export interface PosterTools {
  frames<Name extends keyof Experiments & string>(
    name: Name,
    config: ConfigOf<Experiments[Name]>,
  ): AsyncGenerator<FrameOf<Experiments[Name]>, void, void>;
  /** The last frame of a run. */
  last<Name extends keyof Experiments & string>(
    name: Name,
    config: ConfigOf<Experiments[Name]>,
  ): Promise<FrameOf<Experiments[Name]>>;
  /** uint8 [200, 28, 28], as the page loads them. */
  digits: Uint8Array;
  /** One of the site's own pictures, resized to a square as the page does it. */
  picture(folder: 'contents' | 'styles', name: string, side: number): Promise<Picture>;
  /** The address of a picture of this poster; its format is png if not said. */
  address(name: string, format?: PosterFormat): string;
}

/** 784 greys in [0, 1], as a picture. */
export function greyPoster(pixels: Float32Array, side = 28): PosterImage {
  return {
    width: side,
    height: side,
    channels: 1,
    pixels: Uint8Array.from(pixels, (grey) => Math.round(grey * 255)),
  };
}

/** Keeps the HTML small: four significant digits are more than a chart can show. */
export function rounded(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(4)));
}

/** RGBA, as a square picture. */
export function rgbaPoster(rgba: Uint8ClampedArray, side: number): PosterImage {
  return { width: side, height: side, channels: 4, pixels: new Uint8Array(rgba) };
}
