import { between, newSeed, scatter } from '../chance.ts';
import { mix, type Rgb } from '../colour.ts';
import type { Flow } from '../flow.ts';
import { paper as paperOf } from '../ground.ts';
import type { Hand, Studio } from '../hand.ts';
import { clamp, fractal, noise, smoothstep, type Field } from '../noise.ts';
import { draw } from '../pen.ts';
import { streamlines } from '../streamlines.ts';

/** A part of the drawing: how dark it is, which way its form runs, and what is washed over it. */
interface Form {
  dark: Field;
  flow: Flow;
  wash: Rgb;
}

/** A landscape in etched lines: they follow the forms, and cross where it is dark. */
export const hatching: Hand = {
  title: 'Etching',
  palette: 'sepia',
  measures: {
    width: 'Line width',
    length: 'Line length',
    turbulence: 'Unsteadiness',
    density: 'Lines',
    relief: 'Paper',
  },
  ground: ({ paper }) => paper,

  *paint(studio) {
    const { canvas, measures, palette, random } = studio;
    const { formAt, outlines } = compose(studio);
    const blot = fractal(newSeed(random), 4, 3);
    canvas.everywhere((index, x, y) => {
      const { wash, dark } = formAt(x, y);
      const cover = clamp(0.2 + 0.3 * dark(x, y) + 0.12 * blot(x, y));
      canvas.lay(index, wash[0], wash[1], wash[2], cover);
    });
    yield 0.05;

    const layers = [
      { turn: 0, from: 0.1, wide: 0.0125, narrow: 0.0048 },
      { turn: 1.05, from: 0.42, wide: 0.0105, narrow: 0.0052 },
      { turn: -0.75, from: 0.66, wide: 0.0095, narrow: 0.0052 },
    ];
    const shake = noise(newSeed(random), 22);
    for (const [i, { turn, from, wide, narrow }] of layers.entries()) {
      const darkAt: Field = (x, y) => clamp((formAt(x, y).dark(x, y) - from) / (1 - from));
      const distance: Field = (x, y) => (wide + (narrow - wide) * Math.sqrt(darkAt(x, y))) / measures.density;
      const flow: Flow = (x, y) => formAt(x, y).flow(x, y) + turn + 0.14 * measures.turbulence * shake(x, y);
      const seeds = scatter(random, 26000 * measures.density ** 2);
      const lines = streamlines(flow, seeds, {
        distance,
        widest: wide / measures.density,
        length: 0.16 * measures.length,
        shortest: 0.012,
        inside: (x, y) => x > -0.01 && x < 1.01 && y > -0.01 && y < 1.01 && darkAt(x, y) > 0,
      });
      let count = 0;
      for (const path of lines) {
        if (count++ % 32 === 0) yield 0.05 + (0.9 * (i + Math.min(count / 2200, 1))) / layers.length;
        const middle = 2 * Math.floor(path.length / 4);
        const dark = darkAt(path[middle]!, path[middle + 1]!);
        const widest = (0.0014 + 0.0018 * dark) * measures.width * between(random, 0.8, 1.2);
        const colour = random() < 0.12 ? mix(palette.ink, palette.cool[0], 0.7) : palette.ink;
        draw(
          canvas,
          path,
          colour,
          widest,
          (t) => widest * (0.35 + 0.65 * Math.sin(Math.PI * (0.12 + 0.8 * t))),
          0.92,
        );
      }
    }
    for (const path of outlines) {
      const widest = 0.0032 * measures.width;
      const beat = between(random, 7, 12);
      draw(canvas, path, palette.ink, widest, (t) => widest * (0.62 + 0.38 * Math.sin(beat * t * 6)));
    }
    paperOf(canvas, newSeed(random), measures.relief);
  },
};

/** A tree on a meadow before mountains and clouds, the light from the upper left. */
function compose({ palette, random }: Studio): {
  formAt: (x: number, y: number) => Form;
  outlines: number[][];
} {
  const { paper, cool, warm, accents } = palette;
  const outlines: number[][] = [];
  const outline = (points: [number, number][]) => outlines.push(points.flat());
  const columns = Array.from({ length: 121 }, (_, i) => i / 120);

  const veil = noise(newSeed(random), 3);
  const sky: Form = {
    dark: (x, y) => 0.5 - 0.62 * y + 0.16 * veil(x, 2 * y),
    flow: (x, y) => 0.16 * veil(x * 0.6, y),
    wash: mix(cool[2], paper, 0.45),
  };

  const clouds = Array.from({ length: 2 }, (_, i) => {
    const [cx, cy] = [
      (i === 0 ? 0.25 : 0.76) + between(random, -0.1, 0.1),
      0.2 + 0.1 * i + between(random, -0.04, 0.04),
    ];
    const puffs = Array.from({ length: 8 }, (__, k) => ({
      x: cx + (k - 3.5) * 0.045 + between(random, -0.012, 0.012),
      y: cy - 0.05 * Math.sin((Math.PI * (k + 0.5)) / 8) * between(random, 0.4, 1.5),
      radius: between(random, 0.035, 0.06),
    }));
    return { floor: cy + 0.028, puffs, form: roundForm(puffs, paper, -0.22) };
  });

  const ranges = Array.from({ length: 2 }, (_, i) => {
    const [rough, ribs] = [fractal(newSeed(random), 3, 4), fractal(newSeed(random), 7, 3)];
    const top = (x: number) => 0.47 + 0.1 * i - (0.15 - 0.05 * i) * (rough(x, 3 * i) + 0.35);
    outline(columns.map((x) => [x, top(x)]));
    // Ribs run down from the ridge; one side of each is in the shade.
    const side: Field = (x, y) =>
      ribs(x + 0.25 * (y - top(x)), 0.5 * y + 2 * i) - ribs(x + 0.25 * (y - top(x)) + 0.02, 0.5 * y + 2 * i);
    return {
      top,
      form: {
        dark: (x: number, y: number) =>
          0.36 + 2.4 * side(x, y) + 0.1 * i - 0.9 * Math.max(0, y - top(x) - 0.05),
        flow: (x: number, y: number) => (side(x, y) > 0 ? 1.15 : 2.1) + 0.3 * ribs(x, y),
        wash: mix(i === 0 ? cool[1] : warm[1], paper, 0.5),
      },
    };
  });

  const fields = Array.from({ length: 4 }, (_, i) => {
    const shape = noise(newSeed(random), 1.4);
    const top = (x: number) => 0.61 + 0.1 * i + 0.045 * shape(x, 5 * i);
    outline(columns.map((x) => [x, top(x)]));
    const slant = between(random, -0.5, 0.5);
    return {
      top,
      form: {
        dark: (x: number, y: number) =>
          0.14 + 0.4 * smoothstep(0.05, 0, y - top(x)) + 0.3 * (i % 2) + 0.3 * shape(x + 9, y * 3) + 0.12 * i,
        flow: (x: number, y: number) =>
          Math.atan((top(x + 0.01) - top(x - 0.01)) / 0.02) + slant * smoothstep(0, 0.12, y - top(x)) * 2,
        wash: mix(i % 2 === 0 ? warm[2] : accents[1], paper, i % 2 === 0 ? 0.25 : 0.6),
      },
    };
  });

  const foot = { x: between(random, 0.2, 0.34) + (random() < 0.5 ? 0 : 0.44), y: 0.9 };
  const crown = Array.from({ length: 15 }, (_, i) => {
    const angle = i * 2.4;
    const away = 0.042 * Math.sqrt(i);
    return {
      x: foot.x + away * Math.cos(angle) * 1.15,
      y: 0.52 + away * Math.sin(angle),
      radius: between(random, 0.045, 0.07),
    };
  });
  const bark = noise(newSeed(random), 12);
  const trunkHalf = (y: number) =>
    0.016 + 0.03 * smoothstep(0.8, 0.93, y) ** 2 + 0.01 * smoothstep(0.72, 0.6, y);
  const trunkX = (y: number) => foot.x + 0.012 * Math.sin(y * 17);
  const trunk: Form = {
    dark: (x, y) => 0.62 + 0.5 * ((x - trunkX(y)) / trunkHalf(y)) + 0.2 * bark(x * 3, y),
    flow: (x, y) => Math.PI / 2 + 0.5 * bark(x, y),
    wash: mix(warm[0], paper, 0.35),
  };
  const leaves = roundForm(crown, mix(warm[0], cool[1], 0.5), 0.22, noise(newSeed(random), 40));
  const bushes = Array.from({ length: 9 }, () => {
    const field = fields[1 + Math.floor(random() * 2)]!;
    const x = random();
    const radius = between(random, 0.014, 0.03);
    const puff = { x, y: field.top(x) - radius * 0.3, radius };
    return { puff, form: roundForm([puff], mix(cool[1], warm[1], 0.4), 0.3) };
  });

  const formAt = (x: number, y: number): Form => {
    if (
      crown.some((puff) => Math.hypot(x - puff.x, y - puff.y) < puff.radius * (1 + 0.22 * bark(x * 4, y * 4)))
    )
      return leaves;
    if (y > 0.55 && y < 0.935 && Math.abs(x - trunkX(y)) < trunkHalf(y)) return trunk;
    for (const { puff, form } of bushes) if (Math.hypot(x - puff.x, y - puff.y) < puff.radius) return form;
    for (let i = fields.length - 1; i >= 0; i--) if (y > fields[i]!.top(x)) return fields[i]!.form;
    for (let i = ranges.length - 1; i >= 0; i--) if (y > ranges[i]!.top(x)) return ranges[i]!.form;
    for (const { floor, puffs, form } of clouds)
      if (y < floor && puffs.some((puff) => Math.hypot(x - puff.x, y - puff.y) < puff.radius)) return form;
    return sky;
  };
  return { formAt, outlines };
}

/** Balls, lit from the upper left; lines run around them. */
function roundForm(
  balls: readonly { x: number; y: number; radius: number }[],
  wash: Rgb,
  darker: number,
  leaf: Field = () => 0,
): Form {
  const nearest = (x: number, y: number) => {
    let [best, depth] = [balls[0]!, -Infinity];
    for (const ball of balls) {
      const inside = 1 - Math.hypot(x - ball.x, y - ball.y) / ball.radius;
      if (inside > depth) [best, depth] = [ball, inside];
    }
    return best;
  };
  return {
    dark: (x, y) => {
      const { x: cx, y: cy, radius } = nearest(x, y);
      return 0.4 + darker + (0.5 * ((x - cx) * 0.6 + (y - cy) * 0.8)) / radius + 0.3 * leaf(x, y);
    },
    flow: (x, y) => {
      const ball = nearest(x, y);
      return Math.atan2(y - ball.y, x - ball.x) + Math.PI / 2 + leaf(x, y);
    },
    wash,
  };
}
