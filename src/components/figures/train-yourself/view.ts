import type { TrainingFrame, TrainingView } from '../../../lib/experiments/training.ts';
import { kernelSide } from '../../../lib/nets/small-cnn-shapes.ts';
import { magnificationOf, signedPixels } from '../shared/pictures/signed.ts';

/** A frame as the figure keeps it: without what it needs to go on, and with how long it took. */
export type Shot = Omit<TrainingFrame, 'checkpoint'> & {
  /** Seconds of computing since the start. */
  seconds: number;
};

/** A picture: computed live (rgba or greys) or read from the poster (src). */
export interface Seen {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  pixels?: Float32Array;
  src?: string;
}

/** What one network's column shows. */
export interface NetShot {
  kernels: Seen;
  gradients: Seen[];
  attacked: Seen;
  probabilities: ArrayLike<number>;
}

/** One point of the chart. */
export interface Measured {
  seen: number;
  /** The standard one's and the robust one's fractions. */
  nets: { clean: number; attacked: number }[];
}

/** What both have lost on what they learned from, frame by frame. */
export interface Losses {
  step: number;
  nets: number[];
}

/** `content/posters/train-yourself.json` */
export interface TrainPoster {
  seen: number;
  nets: NetShot[];
  measured: Measured[];
  losses: Losses[];
}

/** Pixels on a side of the picture of all kernels: a square of them, one pixel of paper between two. */
export const kernelsSide = (width: number): number => Math.ceil(Math.sqrt(width)) * (kernelSide + 1) - 1;

/** All kernels of the first layer, each on its own scale: yellow adds, violet takes away. @param kernels [4, 4, 1, width] */
export function kernelPicture(kernels: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const width = kernels.length / kernelSide ** 2;
  const [across, side] = [Math.ceil(Math.sqrt(width)), kernelsSide(width)];
  const picture = new Uint8ClampedArray(4 * side * side);
  for (let filter = 0; filter < width; filter++) {
    const own = Float32Array.from({ length: kernelSide ** 2 }, (_, tap) => kernels[tap * width + filter]!);
    const largest = own.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-9);
    const tile = signedPixels(own, 1 / largest);
    const [left, top] = [filter % across, Math.floor(filter / across)].map((i) => i * (kernelSide + 1));
    for (let y = 0; y < kernelSide; y++) {
      const row = tile.subarray(4 * y * kernelSide, 4 * (y + 1) * kernelSide);
      picture.set(row, 4 * ((top! + y) * side + left!));
    }
  }
  return picture;
}

/** A gradient on a scale of its own: what counts is its form. */
export function gradientPicture(gradient: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const largest = gradient.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-12);
  const unit = gradient.map((value) => value / largest);
  return signedPixels(unit, magnificationOf(unit));
}

export function netShot({ kernels, gradients, attacked, probabilities }: TrainingView): NetShot {
  return {
    kernels: { rgba: kernelPicture(kernels) },
    gradients: gradients.map((gradient) => ({ rgba: gradientPicture(gradient) })),
    attacked: { pixels: attacked },
    probabilities,
  };
}

/** The frames at which both were measured. */
export function measuredIn(shots: readonly Pick<TrainingFrame, 'seen' | 'views'>[]): Measured[] {
  return shots.flatMap(({ seen, views }) =>
    views.every(({ accuracy }) => accuracy) ? [{ seen, nets: views.map(({ accuracy }) => accuracy!) }] : [],
  );
}

/** The losses of all frames but the first, which has none. */
export function lossesIn(shots: readonly Pick<TrainingFrame, 'step' | 'views'>[]): Losses[] {
  return shots.flatMap(({ step, views }) =>
    views.every(({ loss }) => loss !== undefined) ? [{ step, nets: views.map(({ loss }) => loss!) }] : [],
  );
}
