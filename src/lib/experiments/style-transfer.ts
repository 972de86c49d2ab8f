import type { Picture } from '../images/picture.ts';

export type { Picture };

/** What the reader's picture is made of while it is optimised. */
export type ParameterisationName = 'pixel' | 'fourier';
export type OptimizerName = 'l-bfgs' | 'adam';

/** Style transfer after Gatys, Ecker and Bethge 2016, with one stated rule for every net (see style-layers.ts). */
export interface StyleTransferConfig {
  /** The result has this size. */
  content: Picture;
  /** Of any size; used as it comes. */
  style: Picture;
  /** The net whose Gram matrices are matched, by id. */
  model: string;
  /** The net whose activations are kept, by id; `model` if not said. */
  contentModel?: string;
  /** Weights by the names of activations; 0 or absent: off. Only their ratios count. */
  styleLayers: Record<string, number>;
  contentLayer: string;
  styleWeight: number;
  contentWeight: number;
  tvWeight: number;
  /** A picture (the last result, say) is resized to the content's size if need be. */
  start: 'content' | 'noise' | Picture;
  /** fourier: coefficients scaled by 1 / max(f, 1 / max(w, h)), decorrelated colours, sigmoid. */
  parameterisation: ParameterisationName;
  /** Moves, scales and turns the picture at random before every evaluation; for Adam only. */
  transforms: boolean;
  /** In place of max pooling, where the net has it. */
  averagePooling: boolean;
  optimizer: OptimizerName;
  /** Of Adam; its default is for the parameterisation. */
  learningRate?: number;
  /** Per size. */
  iterations: number;
  seed: number;
  /** Coarse to fine: long sides in pixels, ascending; the last is the content's own, which is the default. */
  sizes?: readonly number[];
}

/** The picture after an iteration; frame 0 is the start. */
export interface StyleTransferFrame {
  step: number;
  /** Iterations over all sizes. */
  of: number;
  /** Losses with gradient computed so far. */
  evaluations: number;
  /** The sum of the weighted parts that follow. */
  loss: number;
  content: number;
  /** By layer, only those that are on. */
  style: Record<string, number>;
  variation: number;
  width: number;
  height: number;
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray;
}
