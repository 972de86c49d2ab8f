import type { Move } from './view.ts';
import { warped, type Pair, type Warp } from './warp.ts';

// Lucid's (Olah et al. 2017, "Feature Visualization"): it pads by 12, moves by up to 8, scales, turns, and moves by up
// to 4. Here the four are composed into one map, so that the picture is sampled once and keeps its size; beyond its
// border is its mirror image, where Lucid has grey, which a Gram matrix would count.
const firstJitter = 8;
const secondJitter = 4;
const scales = Array.from({ length: 11 }, (_, i) => 1 + (i - 5) / 50);
/** In degrees; no turn has five more chances. */
const angles = [...Array.from({ length: 21 }, (_, i) => i - 10), 0, 0, 0, 0, 0];

/** One of the maps, drawn at random. @param random numbers in [0, 1) */
export function drawWarp(random: () => number): Warp {
  const below = (count: number) => Math.floor(random() * count);
  const jitter = (reach: number): Pair => [below(reach + 1) - reach / 2, below(reach + 1) - reach / 2];
  const first = jitter(firstJitter);
  const scale = scales[below(scales.length)]!;
  const angle = angles[below(angles.length)]!;
  return composed(first, scale, angle, jitter(secondJitter));
}

/** These maps, for pictures of one size. */
export function randomTransforms(height: number, width: number): Move {
  const border = borderOf(height, width);
  return (random) => {
    const warp = drawWarp(random);
    return (picture) => warped(picture, warp, border);
  };
}

/** The picture moved by -first, magnified by scale, turned by degrees and moved by -second, in pixels. */
export function composed(first: Pair, scale: number, degrees: number, second: Pair): Warp {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  return {
    matrix: [
      [cos, -sin],
      [sin, cos],
    ],
    offset: [first[0] + cos * second[0] - sin * second[1], first[1] + sin * second[0] + cos * second[1]],
  };
}

/** How far outside a picture of this size any of the maps looks, in rows and columns. */
export function borderOf(height: number, width: number): Pair {
  const angle = (Math.max(...angles) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((value) => value / Math.min(...scales)) as [
    number,
    number,
  ];
  const reach = (own: number, other: number) => {
    const [half, otherHalf] = [own, other].map((side) => (side - 1 + secondJitter) / 2) as [number, number];
    // One more for the second of two samples, and for rounding.
    return Math.ceil(half * cos + otherHalf * sin + firstJitter / 2 - (own - 1) / 2) + 1;
  };
  return [reach(height, width), reach(width, height)];
}
