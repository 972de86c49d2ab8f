import { between, newSeed } from '../chance.ts';
import { along, mix, shift, type Rgb } from '../colour.ts';
import { paper as paperOf } from '../ground.ts';
import type { Hand, Studio } from '../hand.ts';
import { clamp, fractal, hash, noise, smoothstep, tabulated, type Field } from '../noise.ts';

/** A printed area: where it is (negative inside), its colour, and the lines cut into the key block over it. */
interface Block {
  shape: Field;
  colour: (x: number, y: number) => Rgb;
  /** Distance to the nearest line inside, and half its width. */
  line?: (x: number, y: number) => readonly [distance: number, half: number];
}

/** Waves under a large sun: flat colours with gradation, wood grain, and a key block that prints the outlines. */
export const woodblock: Hand = {
  title: 'Woodblock',
  palette: 'indigo',
  measures: {
    width: 'Line width',
    length: 'Wave length',
    turbulence: 'Swell',
    density: 'Lines',
    relief: 'Wood grain',
  },
  ground: ({ paper }) => paper,

  *paint(studio) {
    const { canvas, measures, palette, random } = studio;
    const { ink } = palette;
    const blocks = compose(studio);
    const grain = woodGrain(newSeed(random));
    const pressure = noise(newSeed(random), 14);
    const dry = noise(newSeed(random), 160);
    // The colour blocks never lie exactly under the key block.
    const [shiftX, shiftY] = [between(random, -0.0022, 0.0022), between(random, -0.0022, 0.0022)];
    const { size, pixel } = canvas;
    for (let row = 0; row < size; row++) {
      if (row % 8 === 0) yield row / size;
      canvas.within(0, row / size, 1, (row + 1) / size, (index, x, y) => {
        // What lies behind a block, and well inside of it, is not to be seen.
        let back = blocks.length - 1;
        while (back > 0 && blocks[back]!.shape(x, y) > -0.006) back--;
        const veins = 0.06 * measures.relief * grain(x, y);
        const printed = 0.97 - 0.12 * measures.relief * smoothstep(0.35, 0.9, dry(x, y));
        const half = 0.0021 * measures.width * (1 + 0.5 * pressure(x, y));
        let key = 0;
        for (let i = back; i < blocks.length; i++) {
          const { shape, colour, line } = blocks[i]!;
          const away = shape(x, y);
          const cover = clamp(0.5 - shape(x + shiftX, y + shiftY) / pixel);
          if (cover > 0) {
            const [r, g, b] = shift(colour(x, y), veins);
            canvas.lay(index, r, g, b, cover * (i === 0 ? 1 : printed));
          }
          key *= clamp(0.5 + away / pixel);
          if (shape !== everywhere) key = Math.max(key, clamp((half - Math.abs(away)) / pixel + 0.5));
          if (line && away < 0) {
            const [distance, thin] = line(x, y);
            key = Math.max(key, clamp((thin * measures.width - distance) / pixel + 0.5));
          }
        }
        if (key > 0) canvas.lay(index, ink[0], ink[1], ink[2], 0.94 * key);
      });
    }
    paperOf(canvas, newSeed(random), 1);
  },
};

const everywhere: Field = () => -1;

/** The rings of a plank: long waves along x, crowded here and there. */
function woodGrain(seed: number): Field {
  const [bend, fine] = [fractal(seed, 1.6, 3), noise(seed + 7, 220)];
  return (x, y) => {
    const rings = y * 46 + 7 * bend(x * 0.45, y * 1.6);
    return Math.sin(2 * Math.PI * rings) * 0.55 + 0.7 * fine(x * 0.05, y);
  };
}

/** From back to front. */
function compose({ measures, palette, random }: Studio): Block[] {
  const { paper, ink, cool, warm, accents } = palette;
  const horizon = between(random, 0.36, 0.44);
  const sunX = between(random, 0.25, 0.75);
  const sunY = between(random, 0.2, 0.27);
  const haze = fractal(newSeed(random), 2.5, 2);

  // Bokashi: the printer wipes the block so that a colour fades away.
  const sky: Block = {
    shape: everywhere,
    colour: (x, y) => {
      const down = y + 0.02 * haze(x, y);
      const top = mix(cool[0], cool[2], smoothstep(0.0, 0.17, down));
      return mix(
        mix(top, paper, smoothstep(0.1, 0.26, down)),
        accents[1],
        0.75 * smoothstep(0.24, horizon + 0.03, down),
      );
    },
  };
  const radius = between(random, 0.095, 0.125);
  const sun: Block = {
    shape: (x, y) => Math.hypot(x - sunX, y - sunY) - radius,
    colour: (_, y) =>
      mix(accents[0], shift(accents[0], 0.1, 20), smoothstep(sunY - radius, sunY + radius, y)),
  };
  const clouds = Array.from({ length: 3 }, (_, i) => cloud(i));
  const mountains = [0, 1].map((i) => mountain(i));
  const waves = Array.from({ length: 6 }, (_, i) => wave(i));
  return [sky, sun, ...clouds, ...mountains, ...waves];

  /** A long bank with round ends, in steps. */
  function cloud(i: number): Block {
    const [cx, cy] = [between(random, 0, 1), 0.09 + 0.1 * i + between(random, -0.02, 0.02)];
    const bars = Array.from({ length: 3 }, (_, k) => ({
      x: cx + between(random, -0.12, 0.12),
      y: cy + 0.022 * (k - 1),
      half: between(random, 0.08, 0.2),
    }));
    return {
      shape: (x, y) =>
        Math.min(
          ...bars.map((bar) => Math.hypot(Math.max(Math.abs(x - bar.x) - bar.half, 0), y - bar.y) - 0.0145),
        ),
      colour: (x) => mix(paper, cool[2], 0.5 * smoothstep(0.5, 1, Math.abs(x - cx) * 4)),
    };
  }

  function mountain(i: number): Block {
    const [x0, seed] = [between(random, 0.1, 0.9), newSeed(random)];
    const rough = fractal(seed, 9, 3);
    const [peak, spread] = [
      horizon - (i === 0 ? 0.09 : 0.05) - between(random, 0, 0.03),
      i === 0 ? 0.3 : 0.5,
    ];
    const top = (x: number) =>
      horizon +
      0.02 -
      (horizon + 0.02 - peak) * Math.exp(-Math.abs(x - x0) / (spread * 0.5)) +
      0.007 * rough(x, i);
    return {
      shape: (x, y) => (top(x) - y) * 0.8,
      colour: (_, y) => mix(i === 0 ? cool[1] : warm[0], cool[2], smoothstep(peak, horizon + 0.03, y) * 0.8),
    };
  }

  function wave(i: number): Block {
    const near = i / 5;
    const base = horizon + 0.045 + 0.62 * near ** 1.25;
    const long = (0.13 + 0.34 * near) * measures.length * between(random, 0.85, 1.15);
    const high = (0.012 + 0.085 * near) * measures.turbulence * between(random, 0.85, 1.15);
    const phase = random();
    const lean = 0.5 * (i % 2 === 0 ? 1 : -1);
    const wander = noise(newSeed(random), 2.2);
    // Crests are sharp and lean over; troughs are round.
    const surface = (x: number) => {
      const t = (x / long + phase + 0.25 * wander(x, i) + 100) % 1;
      const skewed = t ** (2 ** lean);
      return (
        base - high * ((1 - Math.sin(Math.PI * skewed)) ** 1.6 * 1.5 - 0.4) * (1 + 0.5 * wander(x + 3, i))
      );
    };
    const profile = tabulated(surface);
    // Deeper down the water does not know of the sharp crests.
    const calm = tabulated((x) => {
      let sum = 0;
      for (let k = -12; k <= 12; k++) sum += surface(x + (k * long) / 60);
      return sum / 25;
    });
    const steepness = tabulated((x) => Math.hypot(1, (surface(x + 0.002) - surface(x - 0.002)) / 0.004));
    const foam = (0.012 + 0.026 * near) * (0.5 + 0.5 * measures.turbulence);
    const spacing = (0.012 + 0.022 * near) / measures.density;
    const swell = noise(newSeed(random), 3);
    const depthAt = (x: number, y: number) => (y - profile(x)) / steepness(x);
    // Foam breaks into claws: scallops that hang from the crest.
    const curl = foam * 1.15;
    const foamEdge = (x: number) => {
      const cell = Math.floor(x / curl);
      const t = (x / curl - cell) * 2 - 1;
      return foam * (0.45 + 0.75 * hash(i, cell, 3)) * Math.sqrt(Math.max(1 - t * t, 0)) + 0.15 * foam;
    };
    const bandOf = (x: number, y: number) => {
      const down = y - profile(x);
      const depth = down + (profile(x) - calm(x)) * smoothstep(0, 2.5 * high + 0.02, down) - foam;
      return (depth + spacing * 0.9 * swell(x, y)) / (spacing * (1 + 3.5 * Math.max(depth, 0)));
    };
    const shades = [cool[1], cool[0], mix(cool[0], ink, 0.45), cool[0], cool[1], cool[2]] as const;
    return {
      shape: (x, y) => -depthAt(x, y),
      colour: (x, y) => {
        const depth = depthAt(x, y);
        if (depth < foamEdge(x)) return mix(paper, cool[2], 0.25 * smoothstep(0, foam, depth));
        const band = Math.floor(bandOf(x, y));
        const tone = along(shades, (((band * 0.37 + i * 0.2) % 1) + 1) % 1);
        return mix(tone, i < 2 ? cool[2] : cool[0], i < 2 ? 0.45 : 0.3 * smoothstep(0.1, 0.3, depth));
      },
      line: (x, y) => {
        const depth = depthAt(x, y);
        const edge = foamEdge(x);
        const atFoam = Math.abs(depth - edge) * 0.7;
        if (depth < edge) return [atFoam, 0.0014];
        const band = bandOf(x, y);
        const between_ = Math.abs(band - Math.round(band)) * spacing * (1 + 3.5 * Math.max(depth - foam, 0));
        return atFoam < between_ ? [atFoam, 0.0016] : [between_, 0.0013];
      },
    };
  }
}
