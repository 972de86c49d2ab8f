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
  { name: 'swirls', title: 'Wind over the Hills', hand: 'swirls', seed: 9, focus: [0.77, 0.22] },
  { name: 'facets', title: 'Bottle and Guitar', hand: 'facets', seed: 2, focus: [0.58, 0.58] },
  { name: 'woodblock', title: 'Morning Swell', hand: 'woodblock', seed: 5, focus: [0.4, 0.75] },
  { name: 'points', title: 'Poplars at the Lake', hand: 'points', seed: 6, focus: [0.2, 0.5] },
  { name: 'etching', title: 'The Tree on the Meadow', hand: 'etching', seed: 5, focus: [0.72, 0.6] },
  { name: 'circles', title: 'Discs and Diagonals', hand: 'circles', seed: 10, focus: [0.6, 0.48] },
  { name: 'mosaic', title: 'Two Fish', hand: 'mosaic', seed: 12, focus: [0.45, 0.3] },
];
