import { hex, type Rgb } from './colour.ts';

/** A dozen paints, by what they do in a picture, so that every hand can work with every palette. */
export interface Palette {
  title: string;
  /** What is painted on, and the lightest. */
  paper: Rgb;
  /** The darkest: outlines, lead, etched lines. */
  ink: Rgb;
  /** Skies and water, from dark to light. */
  cool: readonly [Rgb, Rgb, Rgb];
  /** Land and things, from dark to light. */
  warm: readonly [Rgb, Rgb, Rgb];
  /** Few and strong: the sun, a roof, a fruit. */
  accents: readonly [Rgb, Rgb];
}

function palette(
  title: string,
  [paper, ink]: [string, string],
  cool: [string, string, string],
  warm: [string, string, string],
  accents: [string, string],
): Palette {
  const three = ([a, b, c]: [string, string, string]) => [hex(a), hex(b), hex(c)] as const;
  return {
    title,
    paper: hex(paper),
    ink: hex(ink),
    cool: three(cool),
    warm: three(warm),
    accents: [hex(accents[0]), hex(accents[1])],
  };
}

export const palettes = {
  dusk: palette(
    'Dusk',
    ['#f2e6bd', '#10163a'],
    ['#1b2f7d', '#2f6fc0', '#8fc9d6'],
    ['#2c5a46', '#8f8a2f', '#e0b13c'],
    ['#f6b21b', '#e2621f'],
  ),
  harvest: palette(
    'Harvest',
    ['#fbeecb', '#33180f'],
    ['#20565f', '#4f9d98', '#b9dcc0'],
    ['#8c3b1a', '#d98a1f', '#f6cf57'],
    ['#d8341f', '#3a56a8'],
  ),
  indigo: palette(
    'Indigo',
    ['#f1e4c6', '#14213d'],
    ['#1f4379', '#4a86b0', '#a9cfd2'],
    ['#5b5a4a', '#b39a66', '#e6cf98'],
    ['#d9523b', '#e9a15b'],
  ),
  garden: palette(
    'Garden',
    ['#fbf2d8', '#2a1f4c'],
    ['#3a4fa3', '#5fa6d8', '#bfe3e6'],
    ['#2e7a4d', '#8dbb3f', '#e9df62'],
    ['#e8632c', '#c9488f'],
  ),
  studio: palette(
    'Studio',
    ['#eee2c8', '#211a17'],
    ['#2c4a55', '#6c9c96', '#c9d3b2'],
    ['#77391a', '#cd8a32', '#f0c778'],
    ['#c43d22', '#27608f'],
  ),
  sepia: palette(
    'Sepia',
    ['#f3e7cd', '#2b1710'],
    ['#3d2b25', '#7c6453', '#b9a183'],
    ['#54301c', '#94603a', '#cda473'],
    ['#a63c22', '#30506b'],
  ),
  primary: palette(
    'Primary',
    ['#f3ead6', '#1b1a20'],
    ['#17368f', '#2f78c4', '#8fc6d8'],
    ['#a32118', '#e4572e', '#f5a63c'],
    ['#f4c51f', '#2b8a5b'],
  ),
  fjord: palette(
    'Fjord',
    ['#f4eadd', '#0f2a33'],
    ['#0f5562', '#2f9a9b', '#a5dccf'],
    ['#6a2f57', '#c9557a', '#f2a98c'],
    ['#ff7a4f', '#f4d35e'],
  ),
} satisfies Record<string, Palette>;

export type PaletteName = keyof typeof palettes;
export const paletteNames = Object.keys(palettes) as PaletteName[];
