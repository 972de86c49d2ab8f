import { lay } from '../brush.ts';
import { between, newSeed, scatter } from '../chance.ts';
import { along, mix, shift, type Rgb } from '../colour.ts';
import { follow, wind, type Flow, type Vortex } from '../flow.ts';
import type { Hand, Studio } from '../hand.ts';
import { light } from '../impasto.ts';
import { fractal, noise, smoothstep } from '../noise.ts';

/** A part of the picture that strokes stay inside of. */
interface Region {
  flow: Flow;
  colour: (x: number, y: number) => Rgb;
}

/** Wind over hills, a sun, an orchard: thousands of strokes along a flow, from large to small. */
export const swirls: Hand = {
  title: 'Swirling strokes',
  palette: 'dusk',
  measures: {
    width: 'Stroke width',
    length: 'Stroke length',
    turbulence: 'Turbulence',
    density: 'Strokes',
    relief: 'Impasto',
  },
  ground: ({ warm, ink }) => mix(warm[0], ink, 0.55),

  *paint(studio) {
    const { canvas, measures, palette, random } = studio;
    const regionAt = compose(studio);
    const passes = [
      { width: 0.036, length: 0.2, layers: 2.6 },
      { width: 0.024, length: 0.15, layers: 2.2 },
      { width: 0.015, length: 0.1, layers: 1.9 },
      { width: 0.0095, length: 0.062, layers: 0.9 },
    ];
    for (const [pass, { width, length, layers }] of passes.entries()) {
      const [broad, long] = [width * measures.width, length * measures.length];
      const places = scatter(random, (layers * measures.density) / (broad * long * 0.8));
      for (const [i, [x, y]] of places.entries()) {
        if (i % 64 === 0) yield (pass + i / places.length) / passes.length;
        const { flow, colour } = regionAt(x, y);
        const path = follow(
          flow,
          x,
          y,
          long * between(random, 0.6, 1.3),
          broad * 0.4,
          (px, py) => regionAt(px, py).flow === flow,
        );
        const main = shift(colour(x, y), between(random, -0.05, 0.05), between(random, -14, 14), 1.08);
        lay(
          canvas,
          {
            path,
            colour: main,
            width: broad * between(random, 0.75, 1.2),
            streaks: 0.05,
            second: { colour: along([...palette.cool, palette.paper], random()), share: 0.12 * random() },
            load: between(random, 0.7, 1.4),
            thickness: 0.32 * measures.relief,
          },
          random,
        );
      }
    }
    light(canvas, measures.relief);
  },
};

/** Where the sun, the hills and the trees are. */
function compose({ measures, palette, random }: Studio): (x: number, y: number) => Region {
  const { paper, ink, cool, warm, accents } = palette;
  const sun = {
    x: between(random, 0.2, 0.8),
    y: between(random, 0.16, 0.3),
    radius: between(random, 0.06, 0.08),
  };
  const sense = random() < 0.5 ? 1 : -1;
  const vortices: Vortex[] = [{ x: sun.x, y: sun.y, radius: 0.1, strength: 2.4 * sense }];
  for (let i = 0; i < 3; i++) {
    const x = (sun.x + 0.25 * (i + 1) + between(random, -0.04, 0.04)) % 1;
    const strength = between(random, 1.5, 2.6) * (random() < 0.7 ? sense : -sense);
    vortices.push({ x, y: between(random, 0.12, 0.5), radius: between(random, 0.05, 0.1), strength });
  }
  const turning = vortices.map((vortex) => ({ ...vortex, strength: vortex.strength * measures.turbulence }));
  const skyFlow = wind(newSeed(random), between(random, -0.15, 0.15), turning, 0.55 * measures.turbulence);
  const cloud = fractal(newSeed(random), 3.2, 3);
  const speckle = noise(newSeed(random), 60);
  const skyColours = [
    mix(ink, cool[0], 0.5),
    cool[0],
    cool[0],
    cool[1],
    cool[1],
    cool[2],
    mix(cool[2], paper, 0.6),
  ];

  const sky: Region = {
    flow: skyFlow,
    colour: (x, y) => {
      const far = Math.hypot(x - sun.x, y - sun.y);
      if (far < sun.radius) return mix(paper, accents[0], smoothstep(0.2, 1, far / sun.radius));
      // Rings of light around the sun, and fainter ones around the other vortices.
      const halo = Math.exp(-(far - sun.radius) / 0.09);
      let tone = 0.4 + 0.42 * cloud(x, y) + 0.12 * smoothstep(0.2, 0.62, y) + 0.3 * halo;
      for (const vortex of vortices.slice(1)) {
        const away = Math.hypot(x - vortex.x, y - vortex.y);
        tone += 0.28 * Math.cos(away * 75) * Math.exp(-away / 0.09);
      }
      const ring = Math.cos(((far - sun.radius) / 0.052) * 2 * Math.PI);
      // Light and sky lie side by side, stroke by stroke: mixed they would be grey.
      const glow = smoothstep(0.4, 0.6, halo * (0.8 + 0.35 * ring) + 0.3 * speckle(x, y));
      return mix(along(skyColours, tone), ring > 0 ? accents[0] : accents[1], glow);
    },
  };

  const hills = Array.from({ length: 4 }, (_, i) => {
    const [shape, furrow, seed] = [
      noise(newSeed(random), 1.7),
      noise(newSeed(random), 2.2),
      between(random, 0, 99),
    ];
    const [base, rise] = [0.6 + 0.105 * i + between(random, -0.02, 0.02), 0.075 - 0.006 * i];
    const top = (x: number) => base + rise * shape(x + seed, i * 7.3);
    const steep = (x: number) => Math.atan((top(x + 0.01) - top(x - 0.01)) / 0.02);
    const lean = between(random, -0.5, 0.5);
    const colours = [warm[0], warm[i % 2 === 0 ? 1 : 0], warm[1], warm[2], i === 0 ? cool[1] : warm[2]];
    const flow: Flow = (x, y) =>
      steep(x) + (lean * smoothstep(0, 0.2, y - top(x)) + 0.5 * furrow(x, y)) * measures.turbulence;
    const colour = (x: number, y: number) => {
      const deep = y - top(x);
      const rows = Math.sin((deep * 95) / (1 + 2.2 * deep) + 5 * furrow(x, y) + seed);
      const tone = 0.42 + 0.3 * rows + 0.25 * furrow(x + 3, y) + 0.25 * Math.exp(-deep / 0.012);
      const plain = along(colours, tone - 0.08 * (i === 0 ? 1 : 0));
      return i === 0 ? mix(plain, cool[1], 0.45) : plain;
    };
    return { top, region: { flow, colour } };
  });

  const trees = Array.from({ length: 15 }, () => {
    const hill = hills[1 + Math.floor(random() * 3)]!;
    const x = random();
    const y = hill.top(x) + between(random, -0.005, 0.06);
    const radius = 0.018 + 0.09 * (y - 0.58) * between(random, 0.7, 1.3);
    // Leaves grow up and outwards, and the wind has a hand in it.
    const outwards: Flow = (px, py) =>
      Math.atan2((py - y) * 0.8 - 0.9 * radius, px - x) +
      0.5 * Math.sin(px * 90 + py * 70) * measures.turbulence;
    const colour = (px: number, py: number) => {
      const lit = (-(px - x) * Math.sign(x - sun.x + 1e-9) - (py - y) * 1.2) / radius;
      return along(
        [ink, mix(cool[0], ink, 0.4), warm[0], mix(warm[0], warm[1], 0.7), warm[2]],
        0.42 + 0.36 * lit,
      );
    };
    return { x, y, radius, region: { flow: outwards, colour } };
  }).sort((one, other) => one.y - other.y);

  return (x, y) => {
    for (let i = trees.length - 1; i >= 0; i--) {
      const tree = trees[i]!;
      if (Math.hypot(x - tree.x, (y - tree.y) * 1.1) < tree.radius) return tree.region;
    }
    for (let i = hills.length - 1; i >= 0; i--) if (y > hills[i]!.top(x)) return hills[i]!.region;
    return sky;
  };
}
