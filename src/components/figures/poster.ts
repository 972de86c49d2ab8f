import type { ConfigOf, FrameOf } from '../../lib/engine/experiment.ts';
import type { Experiments } from '../../lib/experiments/index.ts';

/** A picture of a poster, written to `public/posters/<figure>-<name>.png`. */
export interface PosterImage {
  width: number;
  height: number;
  channels: 1 | 4;
  pixels: Uint8Array;
}

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
  /** uint8 [200, 28, 28], as the page loads them. */
  digits: Uint8Array;
  /** The address of a picture of this poster. */
  address(name: string): string;
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
