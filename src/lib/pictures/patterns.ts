import { seededRandom } from '../random/seeded.ts';
import type { Picture } from './picture.ts';

/** Pictures of nothing: regular, or random with some order, or random altogether. */
export const patternNames = ['stripes', 'checks', 'rings', 'patches', 'noise'] as const;
export type PatternName = (typeof patternNames)[number];

type Colour = readonly [red: number, green: number, blue: number];
/** A colour by its place in the picture, both coordinates in [0, 1). */
type Paint = (x: number, y: number) => Colour;

const colour = (random: () => number): Colour => [random(), random(), random()];

/** Two colours of which one is light and the other dark, so that what they draw can be seen. */
function contrast(random: () => number): readonly [Colour, Colour] {
  const [red, green, blue] = colour(random);
  return [
    [0.6 + 0.4 * red, 0.6 + 0.4 * green, 0.6 + 0.4 * blue],
    [0.4 * blue, 0.4 * red, 0.4 * green],
  ];
}

const painters: Readonly<Record<PatternName, (random: () => number) => Paint>> = {
  stripes(random) {
    const [light, dark] = contrast(random);
    const angle = Math.PI * random();
    const waves = 4 + 4 * random();
    return (x, y) =>
      Math.sin(2 * Math.PI * waves * (x * Math.cos(angle) + y * Math.sin(angle))) > 0 ? light : dark;
  },
  checks(random) {
    const [light, dark] = contrast(random);
    const across = 5 + Math.floor(4 * random());
    return (x, y) => ((Math.floor(across * x) + Math.floor(across * y)) % 2 === 0 ? light : dark);
  },
  rings(random) {
    const [light, dark] = contrast(random);
    const waves = 6 + 4 * random();
    return (x, y) => (Math.sin(2 * Math.PI * waves * Math.hypot(x - 0.5, y - 0.5)) > 0 ? light : dark);
  },
  patches(random) {
    const across = 7;
    const colours = Array.from({ length: across * across }, () => colour(random));
    return (x, y) => colours[across * Math.floor(across * y) + Math.floor(across * x)]!;
  },
  noise: (random) => () => colour(random),
};

/**
 * One of the patterns; a seed is the same picture at every size, but for noise, which has a colour for each pixel.
 * @param side in pixels, at least 1
 */
export function patternPicture(name: PatternName, side: number, seed: number): Picture {
  const paint = painters[name](seededRandom(seed));
  const pixels = new Float32Array(side * side * 3);
  for (let y = 0, at = 0; y < side; y++) {
    for (let x = 0; x < side; x++, at += 3) pixels.set(paint((x + 0.5) / side, (y + 0.5) / side), at);
  }
  return { width: side, height: side, pixels };
}
