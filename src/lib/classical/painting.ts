import type { Picture } from '../pictures/picture.ts';

/** A picture in the making. Every painter is a generator of these. */
export interface Painting {
  /** Parts painted so far, of how many. */
  step: number;
  of: number;
  /** What stands on the canvas now. The painter goes on painting on it: copy what you want to keep. */
  canvas: Picture;
}

/** A canvas of one colour, as large as the picture. */
export function blankCanvas({ width, height }: Picture, colour: readonly [number, number, number]): Picture {
  const pixels = new Float32Array(width * height * 3);
  for (let i = 0; i < pixels.length; i += 3) pixels.set(colour, i);
  return { width, height, pixels };
}

/** The number in [0, 1] nearest to a value. */
export const unit = (value: number) => Math.max(0, Math.min(1, value));
