import type { HandName } from '../../src/lib/painter/index.ts';

/** A picture of ours that is a style: which hand paints it, and the seed of its composition. */
export interface PaintedStyle {
  name: string;
  title: string;
  hand: HandName;
  seed: number;
  /** Where to look closely, in fractions of the square's width and height. */
  focus: [x: number, y: number];
}

export const paintedStyles: PaintedStyle[] = [
  { name: 'swirls', title: 'Wind over the Hills', hand: 'swirls', seed: 6, focus: [0.5, 0.2] },
  { name: 'facets', title: 'Guitar and Fruit', hand: 'facets', seed: 1, focus: [0.6, 0.62] },
  { name: 'woodblock', title: 'Morning Swell', hand: 'woodblock', seed: 2, focus: [0.4, 0.75] },
  { name: 'points', title: 'Poplars at the Lake', hand: 'points', seed: 1, focus: [0.28, 0.5] },
  { name: 'etching', title: 'The Tree on the Meadow', hand: 'hatching', seed: 1, focus: [0.65, 0.55] },
  { name: 'circles', title: 'Discs and Diagonals', hand: 'circles', seed: 1, focus: [0.38, 0.35] },
  { name: 'mosaic', title: 'Three Fish', hand: 'mosaic', seed: 1, focus: [0.5, 0.5] },
];
