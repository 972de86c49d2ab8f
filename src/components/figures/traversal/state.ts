import type { TraversalConfig } from '../../../lib/experiments/traversal.ts';
import { castField, ourCast, type Cast } from '../shared/networks/cast.ts';
import { digitPixels, perClass, shifted, digitSide } from '../shared/digits/digits.ts';
import { integer, look, optionalBytes } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface TraversalState {
  /** Class of the digit to start from. */
  digit: number;
  /** Which of the site's digits of that class. */
  pick: number;
  /** A digit the reader drew instead: 28 x 28 greys of 4 bits, two a byte. */
  drawn: Uint8Array | null;
  /** Pixels by which the digit is moved right and down. */
  dx: number;
  dy: number;
  /** Class to arrive at. */
  target: number;
  /** Whose networks push: the article's, or others in their place. */
  nets: Cast;
  /** The frame on show; a link computes up to it. */
  frame: number;
}

/** How far a digit may be moved in its frame. */
export const maxShift = 8;
/** Steps of a traversal, and the length of each in L2: as measured in content/measured/traversal.json. */
export const steps = 300;
const stepSize = 0.05;
/** The frames of the film strip, which are also the measured ones. */
export const stripFrames = [0, 50, 100, 150, 200, 250, 300];

export const models = ['mnist-cnn-standard', 'mnist-cnn-robust'] as const;
export const judge = 'mnist-judge';

export const defaults: TraversalState = {
  digit: 5,
  pick: 13,
  drawn: null,
  dx: 0,
  dy: 0,
  target: 0,
  nets: ourCast,
  frame: 0,
};

export const model = figureModel<TraversalState>({
  defaults,
  fields: {
    digit: integer(0, 9),
    pick: integer(0, perClass - 1),
    drawn: optionalBytes((digitSide * digitSide) / 2),
    dx: integer(-maxShift, maxShift),
    dy: integer(-maxShift, maxShift),
    target: integer(0, 9),
    nets: castField,
    frame: look(integer(0, steps)),
  },
  frame: 'frame',
});

/** 784 numbers in [0, 1] to 392 bytes; sixteen greys are as many as a stroke needs, and fit in an address. */
export function packDrawing(pixels: Float32Array): Uint8Array {
  const grey = (i: number) => Math.round(pixels[i]! * 15);
  return Uint8Array.from({ length: pixels.length / 2 }, (_, i) => (grey(2 * i) << 4) | grey(2 * i + 1));
}

export function unpackDrawing(bytes: Uint8Array): Float32Array {
  const pixels = new Float32Array(bytes.length * 2);
  bytes.forEach((byte, i) => pixels.set([(byte >> 4) / 15, (byte & 15) / 15], 2 * i));
  return pixels;
}

/** The picture that a traversal in this state starts from. */
export function startPixels(state: TraversalState, digits: Uint8Array): Float32Array {
  const digit = state.drawn ? unpackDrawing(state.drawn) : digitPixels(digits, state.digit, state.pick);
  return shifted(digit, state.dx, state.dy);
}

export function configOf(state: TraversalState, digits: Uint8Array): TraversalConfig {
  return { start: startPixels(state, digits), target: state.target, steps, stepSize, models, judge };
}
