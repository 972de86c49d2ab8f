import { between, newSeed } from '../chance.ts';
import { mix, type Rgb } from '../colour.ts';
import type { Flow } from '../flow.ts';
import { fractal, noise, smoothstep, type Field } from '../noise.ts';
import { norm } from '../norm.ts';
import type { Palette } from '../palette.ts';

/** A part of a drawing: how dark it is, which way its form runs, and what is washed over it. */
export interface Form {
  /** 0 paper, 1 the deepest shade; beyond both is cut off. */
  dark: Field;
  flow: Flow;
  wash: Rgb;
}

export interface Drawing {
  formAt: (x: number, y: number) => Form;
  outlines: number[][];
}

/** What a form covers, from front to back. */
type Layer = readonly [covers: (x: number, y: number) => boolean, form: Form];

/** A tree on a meadow before mountains and clouds, the light from the upper left. */
export function meadow(palette: Palette, random: () => number): Drawing {
  const { paper, cool } = palette;
  const veil = noise(newSeed(random), 3);
  const sky: Form = {
    dark: (x, y) => 0.56 - 0.85 * y + 0.2 * veil(x, 2 * y),
    flow: (x, y) => 0.2 * veil(x * 0.6, y),
    wash: mix(cool[2], paper, 0.45),
  };
  const clouds = [cloud(0.24, 0.15, random), cloud(0.72, 0.25, random)].map(({ puffs, floor }): Layer => [
    (x, y) => y < floor && within(puffs, x, y),
    roundForm(puffs, paper, -0.26),
  ]);
  const ranges = [0, 1].map((i) => range(i, palette, random));
  const fields = [0, 1, 2, 3].map((i) => field(i, palette, random));
  const bushes = Array.from({ length: 12 }, (): Layer => {
    const { top } = fields[1 + Math.floor(random() * 2)]!;
    const [x, radius] = [random(), between(random, 0.014, 0.03)];
    const puffs = [
      { x, y: top(x) - radius * 0.3, radius },
      { x: x + radius, y: top(x) - radius * 0.1, radius: radius * 0.7 },
    ];
    return [
      (px, py) => Math.abs(px - x) < 0.08 && within(puffs, px, py),
      roundForm(puffs, mix(cool[1], palette.warm[1], 0.4), 0.3),
    ];
  });

  const ground = (top: (x: number) => number) => (x: number, y: number) => y > top(x);
  const layers: Layer[] = [
    ...tree(palette, random),
    ...bushes,
    ...[...fields].reverse().map(({ top, form }): Layer => [ground(top), form]),
    ...[...ranges].reverse().map(({ top, form }): Layer => [ground(top), form]),
    ...[...clouds].reverse(),
  ];
  const formAt = (x: number, y: number) => layers.find(([covers]) => covers(x, y))?.[1] ?? sky;
  const outlines = [...ranges, ...fields].flatMap(({ top, form }) =>
    visible(top, (x, y) => formAt(x, y) === form),
  );
  return { formAt, outlines };
}

/** The pieces of a skyline that nothing stands in front of. */
function visible(top: (x: number) => number, seen: (x: number, y: number) => boolean): number[][] {
  const pieces: number[][] = [[]];
  for (let i = 0; i <= 300; i++) {
    const [x, y] = [i / 300, top(i / 300)];
    if (seen(x, y + 0.004)) pieces.at(-1)!.push(x, y);
    else if (pieces.at(-1)!.length > 0) pieces.push([]);
  }
  return pieces.filter((piece) => piece.length > 4);
}

/** Ribs run down from the ridge; one side of each is in the shade. */
function range(i: number, { paper, cool, warm }: Palette, random: () => number) {
  const [rough, ribs] = [fractal(newSeed(random), 3.2, 4), fractal(newSeed(random), 8, 3)];
  const top = (x: number) => 0.47 + 0.1 * i - (0.21 - 0.09 * i) * (rough(x, 3 * i) + 0.3);
  const side: Field = (x, y) => {
    const [across, down] = [x + 0.3 * (y - top(x)), 0.45 * y + 2 * i];
    return ribs(across, down) - ribs(across + 0.02, down);
  };
  const form: Form = {
    dark: (x, y) => 0.42 + 2.3 * side(x, y) + 0.05 * i - 1.1 * Math.max(0, y - top(x) - 0.03),
    flow: (x, y) => (side(x, y) > 0 ? 1.05 : 2.1) + 0.3 * ribs(x, y),
    wash: mix(i === 0 ? cool[1] : warm[1], paper, 0.5),
  };
  return { top, form };
}

/** Furrows start along the edge of the field and turn away from it. */
function field(i: number, { paper, warm, accents }: Palette, random: () => number) {
  const shape = noise(newSeed(random), 1.4);
  const tuft = noise(newSeed(random), 30);
  const slant = between(random, -1, 1);
  const top = (x: number) => 0.61 + 0.1 * i + 0.045 * shape(x, 5 * i);
  const form: Form = {
    dark: (x, y) =>
      0.16 +
      0.45 * smoothstep(0.035, 0, y - top(x)) +
      0.26 * (i % 2) +
      0.34 * shape(x + 9, y * 3) +
      0.05 * i +
      (i === 3 ? 0.35 * tuft(x * 2, y) : 0),
    flow: (x, y) =>
      i === 3
        ? -1.35 + 0.7 * tuft(x, y * 0.6)
        : Math.atan((top(x + 0.01) - top(x - 0.01)) / 0.02) + slant * smoothstep(0, 0.12, y - top(x)),
    wash: i % 2 === 0 ? mix(warm[2], paper, 0.25) : mix(accents[1], paper, 0.6),
  };
  return { top, form };
}

/** A trunk that widens to its roots, and a crown of many clumps of leaves. */
function tree({ cool, warm, paper }: Palette, random: () => number): Layer[] {
  const x0 = between(random, 0.22, 0.34) + (random() < 0.5 ? 0 : 0.42);
  const bark = noise(newSeed(random), 12);
  const leaf = noise(newSeed(random), 34);
  const clumps = Array.from({ length: 26 }, (_, i) => {
    const [angle, away] = [i * 2.4, 0.036 * Math.sqrt(i)];
    return {
      x: x0 + away * Math.cos(angle) * 1.2,
      y: 0.5 + away * Math.sin(angle) * 0.95,
      radius: between(random, 0.04, 0.062),
    };
  });
  const clump = roundForm(clumps, mix(warm[0], cool[1], 0.5), 0.14);
  const crown: Form = {
    // Each clump has its light, and the whole crown has its own.
    dark: (x, y) => 0.75 * clump.dark(x, y) + 0.1 + 0.85 * ((x - x0) * 0.7 + (y - 0.5)) + 0.42 * leaf(x, y),
    flow: (x, y) => -0.75 + 1.5 * leaf(x, y),
    wash: clump.wash,
  };
  const middle = (y: number) => x0 + 0.012 * Math.sin(y * 17);
  const half = (x: number, y: number) =>
    0.016 + 0.01 * smoothstep(0.72, 0.6, y) + 0.034 * smoothstep(0.8, 0.95, y) ** 2 + 0.004 * bark(x * 2, y);
  const trunk: Form = {
    dark: (x, y) => 0.62 + 0.45 * ((x - middle(y)) / half(x, y)) + 0.2 * bark(x * 3, y),
    flow: (x, y) =>
      Math.PI / 2 + 0.4 * bark(x, y) + 0.9 * smoothstep(0.86, 0.96, y) * Math.sign(middle(y) - x),
    wash: mix(warm[0], paper, 0.35),
  };
  const foot = (x: number) => 0.93 + 0.02 * bark(x * 4, 1);
  return [
    [(x, y) => norm(x - x0, y - 0.5) < 0.34 && within(clumps, x, y, 1 + 0.28 * leaf(x, y)), crown],
    [(x, y) => y > 0.55 && y < foot(x) && Math.abs(x - middle(y)) < half(x, y), trunk],
  ];
}

interface Ball {
  x: number;
  y: number;
  radius: number;
}

const within = (balls: readonly Ball[], x: number, y: number, swollen = 1): boolean =>
  balls.some((ball) => norm(x - ball.x, y - ball.y) < ball.radius * swollen);

function cloud(x: number, y: number, random: () => number): { puffs: Ball[]; floor: number } {
  const [cx, cy] = [x + between(random, -0.1, 0.1), y + between(random, -0.03, 0.03)];
  const puffs = Array.from({ length: 9 }, (_, k) => ({
    x: cx + (k - 4) * 0.042 + between(random, -0.012, 0.012),
    y: cy - 0.075 * Math.sin((Math.PI * (k + 0.5)) / 9) * between(random, 0.2, 1.4),
    radius: between(random, 0.038, 0.062),
  }));
  return { puffs, floor: cy + 0.028 };
}

/** Balls, lit from the upper left; lines run around them. */
function roundForm(balls: readonly Ball[], wash: Rgb, darker: number): Form {
  const nearest = (x: number, y: number) => {
    let [best, depth] = [balls[0]!, -Infinity];
    for (const ball of balls) {
      const inside = 1 - norm(x - ball.x, y - ball.y) / ball.radius;
      if (inside > depth) [best, depth] = [ball, inside];
    }
    return best;
  };
  return {
    dark: (x, y) => {
      const { x: cx, y: cy, radius } = nearest(x, y);
      return 0.4 + darker + (0.5 * ((x - cx) * 0.6 + (y - cy) * 0.8)) / radius;
    },
    flow: (x, y) => {
      const ball = nearest(x, y);
      return Math.atan2(y - ball.y, x - ball.x) + Math.PI / 2;
    },
    wash,
  };
}
