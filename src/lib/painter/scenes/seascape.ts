import { between, newSeed } from '../chance.ts';
import { mix, shift, type Rgb } from '../colour.ts';
import type { Studio } from '../hand.ts';
import { fractal, smoothstep, type Field } from '../noise.ts';
import { norm } from '../norm.ts';
import { circle } from '../shapes.ts';
import { wave, type Block } from './wave.ts';

/** The shape of what lies behind all the rest, and so has no outline. */
export const everywhere: Field = () => -1;

/** Waves before far mountains, under a large sun and banks of cloud; from back to front. */
export function seascape(studio: Studio): Block[] {
  const { palette, random } = studio;
  const horizon = between(random, 0.36, 0.44);
  const sky = gradedSky(studio, horizon);
  const sun = disc(studio);
  const clouds = [0, 1, 2].map((i) => cloud(i, studio));
  const mountains = [
    mountain(studio, horizon, { height: 0.09, spread: 0.15, colour: palette.cool[1] }),
    mountain(studio, horizon, { height: 0.05, spread: 0.25, colour: palette.warm[0] }),
  ];
  const waves = [0, 1, 2, 3, 4, 5].flatMap((i) => wave(i, horizon, studio));
  return [sky, sun, ...clouds, ...mountains, ...waves];
}

/** Bokashi: the printer wipes the block so that a colour fades away. */
function gradedSky({ palette, random }: Studio, horizon: number): Block {
  const { paper, cool, accents } = palette;
  const haze = fractal(newSeed(random), 2.5, 2);
  const colour = (x: number, y: number) => {
    const down = y + 0.02 * haze(x, y);
    const top = mix(cool[0], cool[2], smoothstep(0, 0.17, down));
    const middle = mix(top, paper, smoothstep(0.1, 0.26, down));
    return mix(middle, accents[1], 0.75 * smoothstep(0.24, horizon + 0.03, down));
  };
  return { shape: everywhere, colour };
}

function disc({ palette: { accents }, random }: Studio): Block {
  const [x, y] = [between(random, 0.25, 0.75), between(random, 0.2, 0.27)];
  const radius = between(random, 0.095, 0.125);
  const lower = shift(accents[0], 0.1, 20);
  return {
    shape: circle(x, y, radius),
    colour: (_, py) => mix(accents[0], lower, smoothstep(y - radius, y + radius, py)),
  };
}

/** A long bank with round ends, in steps. */
function cloud(i: number, { palette: { paper, cool }, random }: Studio): Block {
  const [cx, cy] = [random(), 0.09 + 0.1 * i + between(random, -0.02, 0.02)];
  const bars = [-1, 0, 1].map((step) => ({
    x: cx + between(random, -0.12, 0.12),
    y: cy + 0.022 * step,
    half: between(random, 0.08, 0.2),
  }));
  return {
    shape: (x, y) => {
      let nearest = Infinity;
      for (const bar of bars)
        nearest = Math.min(nearest, norm(Math.max(Math.abs(x - bar.x) - bar.half, 0), y - bar.y));
      return nearest - 0.0145;
    },
    colour: (x) => mix(paper, cool[2], 0.5 * smoothstep(0.5, 1, Math.abs(x - cx) * 4)),
  };
}

interface Mountain {
  height: number;
  spread: number;
  colour: Rgb;
}

function mountain({ palette, random }: Studio, horizon: number, { height, spread, colour }: Mountain): Block {
  const x0 = between(random, 0.1, 0.9);
  const rough = fractal(newSeed(random), 9, 3);
  const [foot, peak] = [horizon + 0.02, horizon - height - between(random, 0, 0.03)];
  const top = (x: number) =>
    foot - (foot - peak) * Math.exp(-Math.abs(x - x0) / spread) + 0.007 * rough(x, height);
  return {
    shape: (x, y) => (top(x) - y) * 0.8,
    colour: (_, y) => mix(colour, palette.cool[2], 0.8 * smoothstep(peak, horizon + 0.03, y)),
  };
}
