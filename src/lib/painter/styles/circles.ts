import { between, newSeed, pick, shuffle } from '../chance.ts';
import { mix, shift, type Rgb } from '../colour.ts';
import { weave } from '../ground.ts';
import type { Hand, Studio } from '../hand.ts';
import { light } from '../impasto.ts';
import { fillPatches, type Patch } from '../patches.ts';
import { box } from '../shapes.ts';

/** Discs within discs, bars and diagonals: hard edges, and inside of them the brush. */
export const circles: Hand = {
  title: 'Hard edges',
  palette: 'primary',
  measures: {
    width: 'Ring width',
    length: 'Stroke length',
    turbulence: 'Sectors',
    density: 'Discs',
    relief: 'Impasto',
  },
  ground: ({ paper }) => paper,

  *paint(studio) {
    const { canvas, measures, random } = studio;
    weave(canvas, newSeed(random), 150, measures.relief);
    const patchAt = compose(studio);
    const [width, length] = [0.0125, 0.06 * measures.length];
    yield* fillPatches(
      canvas,
      patchAt,
      { width, length, layers: 4.2, thickness: 0.3 * measures.relief, variety: 0.75 },
      random,
    );
    light(canvas, 0.8 * measures.relief);
  },
};

/** A shape that may be cut into patches: undefined where it is not. */
type Shape = (x: number, y: number) => Patch | undefined;

function compose(studio: Studio): (x: number, y: number) => Patch {
  const { measures, palette, random } = studio;
  const { paper, ink, cool, warm, accents } = palette;
  const strong = [cool[0], cool[1], warm[0], warm[1], warm[2], accents[0], accents[1], ink, paper, cool[2]];

  // Two diagonals through a point off the middle part the ground.
  const [px, py] = [between(random, 0.35, 0.65), between(random, 0.35, 0.65)];
  const tilt = between(random, 0.5, 1.1);
  const grounds = shuffle(random, [
    mix(paper, warm[2], 0.45),
    mix(paper, cool[2], 0.7),
    mix(warm[2], paper, 0.3),
    mix(paper, cool[1], 0.55),
  ]);
  const planes = grounds.map((colour, i): Patch => ({
    flow: () => tilt + (i % 2) * 1.3,
    colour: (x, y) => shift(colour, 0.05 * Math.sin(3 * x + 4 * y)),
  }));
  const ground: Shape = (x, y) => {
    const [dx, dy] = [x - px, y - py];
    const first = dy * Math.cos(tilt) - dx * Math.sin(tilt) > 0 ? 1 : 0;
    const second = dy * Math.cos(tilt + 1.3) - dx * Math.sin(tilt + 1.3) > 0 ? 2 : 0;
    return planes[first + second];
  };

  const bars = Array.from({ length: 7 }, (_, i): Shape => {
    const angle = pick(random, [tilt, tilt + 1.3, tilt + Math.PI / 2]) + between(random, -0.04, 0.04);
    const [half, thick] = [
      between(random, 0.12, 0.6),
      i < 3 ? between(random, 0.018, 0.034) : between(random, 0.004, 0.008),
    ];
    const [cx, cy] = [between(random, 0.1, 0.9), between(random, 0.1, 0.9)];
    const shape = box(cx, cy, half, thick, angle);
    const colours = [pick(random, strong), i < 3 ? pick(random, strong) : ink] as const;
    const stripes = i < 2 ? 1 / between(random, 0.03, 0.05) : 0;
    const patches = colours.map((colour): Patch => ({ flow: () => angle, colour: () => colour }));
    return (x, y) => {
      if (shape(x, y) >= 0) return undefined;
      const way = (x - cx) * Math.cos(angle) + (y - cy) * Math.sin(angle);
      return patches[stripes > 0 && Math.floor(way * stripes + 50) % 2 === 0 ? 0 : 1];
    };
  });

  const places: { x: number; y: number; radius: number }[] = [];
  const wanted = Math.round(11 * measures.density);
  for (let tries = 0; places.length < wanted && tries < 400; tries++) {
    const radius =
      places.length < 1
        ? between(random, 0.27, 0.33)
        : places.length < 3
          ? between(random, 0.14, 0.2)
          : between(random, 0.025, 0.085);
    const [x, y] =
      places.length < 1 ? [between(random, 0.36, 0.64), between(random, 0.36, 0.6)] : [random(), random()];
    // Large discs may overlap a little, small ones lie anywhere but on another's rim.
    const fits = places.every((other) => {
      const apart = Math.hypot(x - other.x, y - other.y);
      return (
        apart > 0.86 * (radius + other.radius) ||
        (radius < 0.06 && apart < other.radius - 1.3 * radius && random() < 0.15)
      );
    });
    if (fits) places.push({ x, y, radius });
  }
  const discs = places.map((place) => disc(studio, strong, place));
  const behind = [...bars.slice(0, 4), ground];
  const order: Shape[] = [...bars.slice(4), ...discs.toReversed(), ...behind];
  return (x, y) => {
    for (const shape of order) {
      const patch = shape(x, y);
      if (patch) return patch;
    }
    throw new Error('Expected the ground to be everywhere, got a place without it.');
  };
}

/** Rings around a middle, each cut into sectors of two colours. */
function disc(
  { measures, random }: Studio,
  strong: readonly Rgb[],
  { x: cx, y: cy, radius }: { x: number; y: number; radius: number },
): Shape {
  const rings: { outer: number; turn: number; sectors: number; patches: Patch[] }[] = [];
  const around = (x: number, y: number) => Math.atan2(y - cy, x - cx) + Math.PI / 2;
  const turn = between(random, 0, Math.PI);
  let last: Rgb | undefined;
  for (let outer = radius; outer > 0.008;) {
    const colours = shuffle(
      random,
      strong.filter((colour) => colour !== last),
    ).slice(0, 2);
    last = colours[0];
    const sectors = random() < 0.62 * measures.turbulence ? pick(random, [2, 2, 4, 4, 6]) : 1;
    const patches = colours.map((colour): Patch => ({
      flow: around,
      // Paint fades a little around the ring, as if the light went round.
      colour: (x, y) => shift(colour, 0.055 * Math.cos(around(x, y) - turn)),
    }));
    rings.push({ outer, turn: turn + pick(random, [0, 0, Math.PI / 4]), sectors, patches });
    outer -= Math.min(outer, (0.016 + 0.2 * radius * random()) * measures.width);
  }
  rings.reverse();
  return (x, y) => {
    const far = Math.hypot(x - cx, y - cy);
    if (far >= radius) return undefined;
    const ring = rings.find(({ outer }) => far < outer)!;
    const sector = Math.floor(
      (((Math.atan2(y - cy, x - cx) - ring.turn) / (2 * Math.PI) + 2) % 1) * ring.sectors,
    );
    return ring.patches[sector % 2];
  };
}
