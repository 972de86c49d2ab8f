import { between } from '../chance.ts';
import { along, mix, type Rgb } from '../colour.ts';
import type { Flow } from '../flow.ts';
import type { Field } from '../noise.ts';
import { norm } from '../norm.ts';
import type { Patch } from '../patches.ts';

/** A part of a mosaic: its rows of stones run along its flow. */
export interface Part extends Patch {
  /** How large the stones are here, beside those of the sea: at most 1. */
  stones: number;
}

export interface Fish {
  /** Its middle, and half its length. */
  x: number;
  y: number;
  half: number;
  /** 1 swims to the right, -1 to the left. */
  way: 1 | -1;
  lean: number;
  back: Rgb;
  flank: Rgb;
  belly: Rgb;
  fin: Rgb;
  /** Outlines and gills; scales and the white of the eye. */
  dark: Rgb;
  pale: Rgb;
}

// On a fish t runs from the end of the tail, -1, to the mouth, 1, and s across it, from its back to its belly, in
// units of half its length.
const girth = (t: number) => 0.3 * Math.max(0, 1 - ((t - 0.22) / 0.79) ** 2) ** 0.8 + 0.035;
const inBody = (t: number, s: number) => t > -0.62 && t < 1 && Math.abs(s) < girth(t);
const isTail = (t: number) => t <= -0.5;
const inTail = (t: number, s: number) =>
  t > -1 && isTail(t) && Math.abs(s) < 0.04 + 0.55 * (-0.5 - t) && Math.abs(s) > 0.35 * (-0.78 - t);
const inBackFin = (t: number, s: number) =>
  t > -0.25 && t < 0.45 && s < 0 && s > -girth(t) - 0.16 * Math.sin((Math.PI * (t + 0.25)) / 0.7);
const inBellyFin = (t: number, s: number) => t > -0.2 && t < 0.1 && s > 0 && s < girth(t) + 0.46 * (0.1 - t);
const toEye = (t: number, s: number) => norm(t - 0.73, s + 0.05);

/** The part of a fish at a place, or undefined beside it. */
export function fish(
  { x: cx, y: cy, half, way, lean, back, flank, belly, fin, dark, pale }: Fish,
  random: () => number,
): (x: number, y: number) => Part | undefined {
  const bend = between(random, -0.03, 0.03);
  const [cos, sin] = [Math.cos(lean), Math.sin(lean)];
  const local = (x: number, y: number): [t: number, s: number] => {
    const [dx, dy] = [(x - cx) * way, y - cy];
    const t = (dx * cos + dy * sin) / half;
    return [t, (dy * cos - dx * sin - bend * Math.cos(2.2 * t)) / half];
  };
  /** A direction on the fish as one in the picture. */
  const turned =
    (angle: Field): Flow =>
    (x, y) => {
      const own = angle(...local(x, y));
      return Math.atan2(Math.sin(own), Math.cos(own) * way) + lean * way;
    };

  const body: Part = {
    // Rows of scales follow the nearer outline.
    flow: turned((t, s) => (s / girth(t)) * Math.atan((girth(t - 0.02) - girth(t + 0.02)) / 0.04)),
    colour: (x, y) => {
      const [t, s] = local(x, y);
      if (Math.abs(s) / girth(t) > 0.86 && t < 0.9) return mix(back, dark, 0.55);
      if (t > 0.5 && t < 0.56) return dark;
      if (t >= 0.56) return mix(flank, belly, Math.min(Math.max(0.5 + 2 * s, 0), 1));
      const scales = Math.cos(21 * t) * Math.cos(34 * s);
      return scales > 0.45 ? pale : along([back, flank, belly], 0.5 + 1.9 * s + 0.16 * scales);
    },
    stones: 0.72,
  };
  const eye: Part = {
    flow: turned((t, s) => Math.atan2(s + 0.05, t - 0.73) + Math.PI / 2),
    colour: (x, y) => (toEye(...local(x, y)) < 0.035 ? dark : pale),
    stones: 0.55,
  };
  const fins: Part = {
    flow: turned((t, s) => (isTail(t) ? Math.atan2(s, t + 0.5) : 2.1 * Math.sign(s))),
    colour: (x, y) => {
      const [t, s] = local(x, y);
      return Math.sin(70 * (isTail(t) ? s : t)) > 0.2 ? fin : mix(fin, back, 0.6);
    },
    stones: 0.72,
  };
  return (x, y) => {
    const [t, s] = local(x, y);
    if (toEye(t, s) < 0.075) return eye;
    if (inBody(t, s)) return body;
    return inTail(t, s) || inBackFin(t, s) || inBellyFin(t, s) ? fins : undefined;
  };
}
