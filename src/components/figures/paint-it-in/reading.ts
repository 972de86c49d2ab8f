import { best } from '../shared/digits/reading.ts';
import { photoClasses } from '../shared/networks/photo-classes.ts';

/** What a network makes of what it is shown. */
export interface Reading {
  reads: string;
  /** Its probability, three digits of it. */
  sure: number;
}

export const readingOf = (probabilities: Float32Array): Reading => ({
  reads: photoClasses[best(probabilities)]!,
  sure: Number(Math.max(...probabilities).toPrecision(3)),
});
