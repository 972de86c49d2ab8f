import { EngineError } from '../engine/errors.ts';

// The page uses this file too: it knows no TF.js.

/** A picture in colour. */
export interface Picture {
  /** In pixels, `smallestSide` to `largestSide`. */
  width: number;
  height: number;
  /** RGB in [0, 1], row by row, interleaved: width * height * 3 numbers. */
  pixels: Float32Array;
}

/** The sides that an experiment takes: below, the deepest layers have no pixel left; above, memory runs out. */
export const smallestSide = 16;
export const largestSide = 2048;

/** @param what whose side it is, for the sentence. @throws ConfigError */
export function requireSide(what: string, side: number): void {
  if (Number.isInteger(side) && side >= smallestSide && side <= largestSide) return;
  const range = `${smallestSide} to ${largestSide} pixels, a whole number`;
  throw new EngineError('ConfigError', `Expected ${what} to be ${range}, got ${side}.`);
}

/** @param what the picture's part in the experiment, for the sentence. @throws ConfigError */
export function requirePicture(what: string, picture: Picture): void {
  const refuse = (wanted: string, got: string | number): never => {
    throw new EngineError('ConfigError', `Expected the ${what} to ${wanted}, got ${got}.`);
  };
  if (typeof picture !== 'object' || picture === null || !(picture.pixels instanceof Float32Array))
    refuse('be a picture with width, height and pixels', typeof picture);
  const { width, height, pixels } = picture;
  requireSide(`the ${what}'s width`, width);
  requireSide(`the ${what}'s height`, height);
  const numbers = width * height * 3;
  if (pixels.length !== numbers)
    refuse(`have ${numbers} numbers, three for each of ${width} x ${height} pixels`, pixels.length);
  const bad = pixels.find((value) => !(value >= 0 && value <= 1));
  if (bad !== undefined) refuse('have pixels in 0 to 1', bad);
}

/** @param what the picture's part in the experiment, for the sentence. @throws ConfigError */
export function requireSameSize(what: string, { width, height }: Picture, wanted: Picture): void {
  if (width === wanted.width && height === wanted.height) return;
  const [other, got] = [`${wanted.width} x ${wanted.height}`, `${width} x ${height}`];
  throw new EngineError(
    'ConfigError',
    `Expected the ${what} to have ${other} pixels, as the other has, got ${got}.`,
  );
}
