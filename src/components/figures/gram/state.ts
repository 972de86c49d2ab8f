import { styleLayersOf } from '../../../lib/experiments/style-layers.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface GramState {
  picture: string;
  layer: string;
  /** The entry on show, by the net's own numbers of its channels, from 0: the order they are sorted in may change. */
  first: number;
  second: number;
  places: 'kept' | 'blocks' | 'all';
}

export const net = 'cifar-resnet-robust-antialiased';
export const layers = styleLayersOf('resnet').style;
/** Side of the picture that the net sees, in pixels. */
export const pictureSide = 128;
/** Blocks on a side, where blocks are scrambled. */
export const blocks = 8;

export const defaults: GramState = {
  picture: 'swirls',
  layer: layers[1]!,
  first: 21,
  second: 54,
  places: 'kept',
};
