import { between, newSeed } from '../chance.ts';
import { along, mix, shift, type Rgb } from '../colour.ts';
import type { Studio } from '../hand.ts';
import { hash, noise, smoothstep, tabulated, type Field } from '../noise.ts';
import { norm } from '../norm.ts';

/** A printed area: where it is (negative inside), its colour, and the lines cut into the key block over it. */
export interface Block {
  shape: Field;
  colour: (x: number, y: number) => Rgb;
  /** Distance to the nearest line inside, and half its width. */
  line?: (x: number, y: number) => readonly [distance: number, half: number];
}

/** How many rows of waves there are. */
const rows = 6;

/**
 * A row of waves from one side to the other: foam with claws along the crests, bands of blue below, and, in the near
 * rows, spray.
 * @param i 0 the farthest
 */
export function wave(i: number, horizon: number, studio: Studio): Block[] {
  const { measures, palette, random } = studio;
  const { paper, ink, cool } = palette;
  const near = i / (rows - 1);
  const high = (0.012 + 0.1 * near) * measures.turbulence * between(random, 0.85, 1.15);
  const { profile, calm, steepness } = surface(i, near, horizon, high, studio);
  const depthAt = (x: number, y: number) => (y - profile(x)) / steepness(x);

  // Scallops hang from the crest.
  const foam = (0.012 + 0.026 * near) * (0.5 + 0.5 * measures.turbulence);
  const claw = foam * 1.15;
  const foamEdge = (x: number) => {
    const cell = Math.floor(x / claw);
    const t = (x / claw - cell) * 2 - 1;
    return foam * (0.15 + (0.45 + 0.75 * hash(i, cell, 3)) * Math.sqrt(Math.max(1 - t * t, 0)));
  };

  // Deeper down the water does not know of the sharp crests, and the bands get wider.
  const spacing = (0.012 + 0.022 * near) / measures.density;
  const swell = noise(newSeed(random), 3);
  const growth = (depth: number) => spacing * (1 + 3.5 * Math.max(depth, 0));
  const bandOf = (x: number, y: number) => {
    const down = y - profile(x);
    const depth = down + (profile(x) - calm(x)) * smoothstep(0, 2.5 * high + 0.02, down) - foam;
    return (depth + spacing * 0.9 * swell(x, y)) / growth(depth);
  };
  const shades = [cool[1], cool[0], mix(cool[0], ink, 0.45), cool[0], cool[1], cool[2]];

  const water: Block = {
    shape: (x, y) => -depthAt(x, y),
    colour: (x, y) => {
      const depth = depthAt(x, y);
      if (depth < foamEdge(x)) return mix(paper, cool[2], 0.35 * smoothstep(0.2 * foam, foam, depth));
      const band = bandOf(x, y);
      const number = Math.floor(band);
      const tone = along(shades, (((number * 0.37 + i * 0.2) % 1) + 1) % 1);
      // Each band is wiped, so that it fades downwards; what is far away lies in the haze.
      const wiped = shift(tone, 0.07 - 0.15 * (band - number));
      return i < 2 ? mix(wiped, cool[2], 0.42) : wiped;
    },
    line: (x, y) => {
      const depth = depthAt(x, y);
      const edge = foamEdge(x);
      const toEdge = Math.abs(depth - edge) * 0.7;
      if (depth < edge) return [toEdge, 0.0014];
      const band = bandOf(x, y);
      const toBand = Math.abs(band - Math.round(band)) * growth(depth - foam);
      if (Math.min(toEdge, toBand) < 0.003) return toEdge < toBand ? [toEdge, 0.0016] : [toBand, 0.0013];
      // Finer cuts, which the swell wears away here and there.
      const cut = Math.abs(band * 3 - Math.round(band * 3)) * (growth(depth - foam) / 3);
      return [cut, near * 0.0011 * smoothstep(-0.1, 0.5, swell(x + 5, y * 2))];
    },
  };
  return near < 0.5 ? [water] : [water, spray(profile, high, near, studio)];
}

/** Where the water's surface is: crests are sharp and lean over, troughs are round. */
function surface(i: number, near: number, horizon: number, high: number, { measures, random }: Studio) {
  const base = horizon + 0.045 + 0.62 * near ** 1.25;
  const long = (0.13 + 0.34 * near) * measures.length * between(random, 0.85, 1.15);
  const phase = random();
  const lean = 2 ** (i % 2 === 0 ? 0.4 : -0.4);
  const wander = noise(newSeed(random), 2.2);
  const top = (x: number) => {
    const t = (x / long + phase + 0.25 * wander(x, i) + 100) % 1;
    const crest = (1 - Math.sin(Math.PI * t ** lean)) ** 1.6 * 1.5 - 0.4;
    return base - high * crest * (1 + 0.5 * wander(x + 3, i));
  };
  return {
    profile: tabulated(top),
    calm: tabulated((x) => {
      let sum = 0;
      for (let k = -12; k <= 12; k++) sum += top(x + (k * long) / 60);
      return sum / 25;
    }),
    steepness: tabulated((x) => norm(1, (top(x + 0.002) - top(x - 0.002)) / 0.004)),
  };
}

/** Drops above the crests. */
function spray(
  profile: (x: number) => number,
  high: number,
  near: number,
  { palette: { paper }, random }: Studio,
): Block {
  const drops: { x: number; y: number; radius: number }[] = [];
  for (let i = 1; i < 400; i++) {
    const x = i / 400;
    if (profile(x) >= profile(x - 1 / 400) || profile(x) > profile(x + 1 / 400)) continue;
    const count = Math.round(7 * near);
    for (let k = 0; k < count; k++) {
      const [angle, away] = [between(random, -2.7, -0.4), (0.25 + 0.75 * random()) * high * 0.75];
      drops.push({
        x: x + away * Math.cos(angle),
        y: profile(x) + away * Math.sin(angle),
        radius: 0.0095 * near * between(random, 0.45, 1),
      });
    }
  }
  const top = Math.min(...drops.map(({ y }) => y), 1) - 0.02;
  const bottom = Math.max(...drops.map(({ y }) => y), 0) + 0.02;
  return {
    shape: (x, y) => {
      let nearest = 1;
      if (y < top || y > bottom) return nearest;
      for (const drop of drops)
        if (Math.abs(x - drop.x) < 0.02)
          nearest = Math.min(nearest, norm(x - drop.x, y - drop.y) - drop.radius);
      return nearest;
    },
    colour: () => paper,
  };
}
