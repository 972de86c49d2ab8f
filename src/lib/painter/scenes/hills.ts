import { between, newSeed } from '../chance.ts';
import { along, mix } from '../colour.ts';
import { wind, type Flow, type Vortex } from '../flow.ts';
import type { Studio } from '../hand.ts';
import { fractal, noise, smoothstep } from '../noise.ts';
import { norm } from '../norm.ts';
import type { Patch } from '../patches.ts';

interface Sun {
  x: number;
  y: number;
  radius: number;
}

interface Hill {
  /** Where it ends above. */
  top: (x: number) => number;
  patch: Patch;
}

/** A sun in a sky full of wind, over hills with trees. */
export function hills(studio: Studio): (x: number, y: number) => Patch {
  const { random } = studio;
  const sun = {
    x: between(random, 0.2, 0.8),
    y: between(random, 0.16, 0.3),
    radius: between(random, 0.06, 0.08),
  };
  const sky = windySky(studio, sun);
  const ridges = [0, 1, 2, 3].map((i) => hill(i, studio));
  const trees = Array.from({ length: 15 }, () => tree(studio, sun, ridges[1 + Math.floor(random() * 3)]!));
  const nearest = trees.sort((one, other) => other.y - one.y);
  const front = [...ridges].reverse();
  return (x, y) =>
    nearest.find((one) => norm(x - one.x, (y - one.y) * 1.1) < one.radius)?.patch ??
    front.find(({ top }) => y > top(x))?.patch ??
    sky;
}

function windySky({ measures, palette, random }: Studio, sun: Sun): Patch {
  const { paper, ink, cool, accents } = palette;
  const sense = random() < 0.5 ? 1 : -1;
  const eddies = [1, 2, 3].map((i): Vortex => ({
    x: (sun.x + 0.25 * i + between(random, -0.04, 0.04)) % 1,
    y: between(random, 0.12, 0.5),
    radius: between(random, 0.05, 0.1),
    strength: between(random, 1.5, 2.6) * (random() < 0.7 ? sense : -sense),
  }));
  const vortices = [{ x: sun.x, y: sun.y, radius: 0.1, strength: 2.4 * sense }, ...eddies].map((vortex) => ({
    ...vortex,
    strength: vortex.strength * measures.turbulence,
  }));
  const flow = wind(newSeed(random), between(random, -0.15, 0.15), vortices, 0.55 * measures.turbulence);
  const cloud = fractal(newSeed(random), 3.2, 3);
  const speckle = noise(newSeed(random), 60);
  const [night, day] = [mix(ink, cool[0], 0.5), mix(cool[2], paper, 0.6)];
  const blues = [night, cool[0], cool[0], cool[1], cool[1], cool[2], day];

  const colour = (x: number, y: number) => {
    const far = norm(x - sun.x, y - sun.y);
    if (far < sun.radius) return mix(paper, accents[0], smoothstep(0.2, 1, far / sun.radius));
    // Rings of light around the sun, and fainter ones around the eddies.
    const halo = Math.exp(-(far - sun.radius) / 0.09);
    let tone = 0.4 + 0.42 * cloud(x, y) + 0.12 * smoothstep(0.2, 0.62, y) + 0.3 * halo;
    for (const eddy of eddies) {
      const away = norm(x - eddy.x, y - eddy.y);
      tone += 0.28 * Math.cos(away * 75) * Math.exp(-away / 0.09);
    }
    const ring = Math.cos(((far - sun.radius) / 0.052) * 2 * Math.PI);
    // Light and sky lie side by side, stroke by stroke: mixed they would be grey.
    const glow = smoothstep(0.4, 0.6, halo * (0.8 + 0.35 * ring) + 0.3 * speckle(x, y));
    return mix(along(blues, tone), ring > 0 ? accents[0] : accents[1], glow);
  };
  return { flow, colour };
}

/** @param i 0 the farthest, which lies in the haze */
function hill(i: number, { measures, palette: { cool, warm }, random }: Studio): Hill {
  const [shape, furrow] = [noise(newSeed(random), 1.7), noise(newSeed(random), 2.2)];
  const base = 0.6 + 0.105 * i + between(random, -0.02, 0.02);
  const top = (x: number) => base + (0.075 - 0.006 * i) * shape(x, i * 7.3);
  const lean = between(random, -0.5, 0.5);
  const flow: Flow = (x, y) => {
    const turn = lean * smoothstep(0, 0.2, y - top(x)) + 0.5 * furrow(x, y);
    return Math.atan((top(x + 0.01) - top(x - 0.01)) / 0.02) + turn * measures.turbulence;
  };
  const greens = [warm[0], warm[i % 2 === 0 ? 1 : 0], warm[1], warm[2], i === 0 ? cool[1] : warm[2]];
  const colour = (x: number, y: number) => {
    const deep = y - top(x);
    const rows = Math.sin((deep * 95) / (1 + 2.2 * deep) + 5 * furrow(x, y));
    const tone = 0.42 + 0.3 * rows + 0.25 * furrow(x + 3, y) + 0.25 * Math.exp(-deep / 0.012);
    return i === 0 ? mix(along(greens, tone - 0.08), cool[1], 0.45) : along(greens, tone);
  };
  return { top, patch: { flow, colour } };
}

function tree({ measures, palette, random }: Studio, sun: Sun, { top }: Hill) {
  const { ink, cool, warm } = palette;
  const x = random();
  const y = top(x) + between(random, -0.005, 0.06);
  const radius = 0.018 + 0.09 * (y - 0.58) * between(random, 0.7, 1.3);
  // Leaves grow up and outwards, and the wind has a hand in it.
  const flow: Flow = (px, py) =>
    Math.atan2((py - y) * 0.8 - 0.9 * radius, px - x) +
    0.5 * Math.sin(px * 90 + py * 70) * measures.turbulence;
  const leaves = [ink, mix(cool[0], ink, 0.4), warm[0], mix(warm[0], warm[1], 0.7), warm[2]];
  const sunny = x < sun.x ? 1 : -1;
  const colour = (px: number, py: number) =>
    along(leaves, 0.42 + (0.36 * (sunny * (px - x) - 1.2 * (py - y))) / radius);
  return { x, y, radius, patch: { flow, colour } };
}
