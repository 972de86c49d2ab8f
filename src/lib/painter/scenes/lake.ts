import { between, newSeed } from '../chance.ts';
import { along, mix, type Rgb } from '../colour.ts';
import type { Studio } from '../hand.ts';
import { clamp, fractal, noise, smoothstep, type Field } from '../noise.ts';
import { norm } from '../norm.ts';

/** The colour of every place. */
type Colouring = (x: number, y: number) => Rgb;

interface Poplar {
  x: number;
  top: number;
  half: number;
}

/** Poplars at a lake before sunset. */
export function lake(studio: Studio): Colouring {
  const { palette, random } = studio;
  const shore = between(random, 0.5, 0.56);
  const sun = { x: between(random, 0.3, 0.7), y: shore - between(random, 0.13, 0.2) };
  const leaf = noise(newSeed(random), 26);
  const sky = eveningSky(studio, shore, sun);
  const far = farHills(studio, shore, leaf);
  const trees = poplars(studio, shore, sun.x, leaf);
  const above: Colouring = (x, y) => trees(x, y) ?? far(x, y) ?? sky(x, y);

  // The water shows what is above, squeezed and shaken, with its own colour coming through.
  const ripple = fractal(newSeed(random), 5, 2);
  const glitter = mix(palette.accents[0], palette.warm[2], 0.5);
  const water: Colouring = (x, y) => {
    const below = y - shore;
    const shake = 0.03 * ripple(x * 0.8, y * 5) * (0.4 + 3 * below);
    const mirrored = above(x + shake, shore - below * 0.86);
    const path = Math.exp(-Math.abs(x - sun.x + shake) / (0.02 + 0.12 * below));
    const broken = 0.55 + 0.45 * Math.sin(y * 160 + 8 * ripple(x, y));
    const deep = mix(mirrored, palette.cool[0], 0.18 + 0.25 * smoothstep(0.1, 0.4, below));
    return mix(deep, glitter, clamp(0.85 * path * broken));
  };
  const near = bank(studio, sun.x > 0.5 ? 0 : 2.4, leaf);
  return (x, y) => near(x, y) ?? (y <= shore ? above(x, y) : water(x, y));
}

function eveningSky({ palette, random }: Studio, shore: number, sun: { x: number; y: number }): Colouring {
  const { paper, cool, warm, accents } = palette;
  const cloud = fractal(newSeed(random), 3, 3);
  const bands = [
    mix(accents[0], warm[2], 0.45),
    mix(accents[1], paper, 0.5),
    cool[2],
    cool[1],
    mix(cool[1], cool[0], 0.6),
  ];
  return (x, y) => {
    const far = norm(x - sun.x, (y - sun.y) * 1.15);
    if (far < 0.06) return mix(paper, warm[2], 0.3);
    const height = clamp((shore - y) / shore + 0.18 * cloud(x * 0.7, y * 1.8));
    const glow = mix(warm[2], accents[0], smoothstep(0.02, 0.16, far));
    return mix(along(bands, height * 1.15), glow, Math.exp(-far / 0.16));
  };
}

function farHills({ palette: { cool, warm, accents }, random }: Studio, shore: number, leaf: Field) {
  const shape = noise(newSeed(random), 2);
  const blues = [mix(cool[0], accents[1], 0.35), mix(cool[0], cool[1], 0.5), mix(warm[0], cool[1], 0.4)];
  return (x: number, y: number): Rgb | undefined => {
    const deep = y - (shore - 0.055 - 0.05 * shape(x, 0.5));
    return deep > 0 ? along(blues, deep / 0.1 + 0.2 * leaf(x, y)) : undefined;
  };
}

/** Two groups at the sides, lit by the sun between them. */
function poplars({ palette: { ink, cool, warm }, random }: Studio, shore: number, sunX: number, leaf: Field) {
  const trees = Array.from({ length: 9 }, (_, i): Poplar => {
    const x = i < 5 ? between(random, 0.02, 0.26) : between(random, 0.7, 0.98);
    const top = shore - between(random, 0.2, 0.42);
    return { x: sunX > 0.5 ? x : 1 - x, top, half: between(random, 0.02, 0.034) };
  });
  const greens = [mix(ink, cool[0], 0.5), warm[0], warm[0], warm[1], warm[2]];
  return (x: number, y: number): Rgb | undefined => {
    for (const { x: middle, top, half } of trees) {
      const down = (y - top) / (shore - top);
      if (down < 0 || down > 1) continue;
      const width = Math.sin(Math.PI * Math.min(0.12 + 0.78 * down, 0.93)) * (1 + 0.35 * leaf(x * 0.4, y));
      const side = (x - middle) / (half * width);
      if (Math.abs(side) >= 1) continue;
      return along(greens, 0.45 + 0.35 * side * Math.sign(sunX - middle) + 0.3 * leaf(x, y));
    }
    return undefined;
  };
}

/** Grass and flowers in front. */
function bank({ palette: { ink, cool, warm, accents }, random }: Studio, phase: number, leaf: Field) {
  const [shape, patchy] = [noise(newSeed(random), 2), fractal(newSeed(random), 6, 2)];
  const greens = [mix(ink, cool[0], 0.4), ...warm];
  return (x: number, y: number): Rgb | undefined => {
    const deep = (y - 0.87 + 0.12 * Math.sin(2.4 * x + shape(x, 8.5) + phase)) / 0.15;
    if (deep <= 0) return undefined;
    if (leaf(x + 5, y) > 0.62) return accents[deep > 0.6 ? 1 : 0];
    return along(greens, 0.62 - 0.3 * deep + 0.3 * leaf(x * 0.7, y * 0.7) + 0.2 * patchy(x, y));
  };
}
