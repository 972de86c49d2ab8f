import { between, pick, shuffle } from '../chance.ts';
import { mix, shift, type Rgb } from '../colour.ts';
import type { Studio } from '../hand.ts';
import { norm } from '../norm.ts';
import type { Palette } from '../palette.ts';
import type { Patch } from '../patches.ts';
import { box } from '../shapes.ts';

/** A shape cut into patches: undefined where it is not. */
type Shape = (x: number, y: number) => Patch | undefined;

interface Disc {
  x: number;
  y: number;
  radius: number;
}

/** The angle between the two diagonals that part the ground; bars are parallel to one or the other. */
const crossing = 1.3;

/** Discs of rings on a parted ground, with bars behind and before them. */
export function discs(studio: Studio): (x: number, y: number) => Patch {
  const { random } = studio;
  const tilt = between(random, 0.5, 1.1);
  const ground = partedGround(studio, tilt);
  const broad = [true, true, false].map((striped) => bar(studio, tilt, true, striped));
  const thin = [0, 1, 2, 3].map(() => bar(studio, tilt, false, false));
  const rings = placeDiscs(studio).map((disc) => ringsOf(disc, studio));
  const shapes = [...thin.slice(1), ...[...rings].reverse(), thin[0]!, ...broad];
  return (x, y) => {
    for (const shape of shapes) {
      const patch = shape(x, y);
      if (patch) return patch;
    }
    return ground(x, y);
  };
}

const strong = ({ paper, ink, cool, warm, accents }: Palette): Rgb[] => [
  ...cool,
  ...warm,
  ...accents,
  ink,
  paper,
];

/** Two diagonals through a point off the middle part the ground into four. */
function partedGround({ palette: { paper, cool, warm }, random }: Studio, tilt: number) {
  const [px, py] = [between(random, 0.35, 0.65), between(random, 0.35, 0.65)];
  const pale = shuffle(random, [
    mix(paper, warm[2], 0.45),
    mix(paper, cool[2], 0.7),
    mix(paper, warm[2], 0.7),
    mix(paper, cool[1], 0.55),
  ]);
  const patches = pale.map((colour, i): Patch => ({
    flow: () => tilt + (i % 2) * crossing,
    colour: (x, y) => shift(colour, 0.05 * Math.sin(3 * x + 4 * y)),
  }));
  const below = (x: number, y: number, angle: number) =>
    (y - py) * Math.cos(angle) > (x - px) * Math.sin(angle) ? 1 : 0;
  return (x: number, y: number): Patch => patches[below(x, y, tilt) + 2 * below(x, y, tilt + crossing)]!;
}

function bar({ palette, random }: Studio, tilt: number, broad: boolean, striped: boolean): Shape {
  const angle = tilt + pick(random, [0, crossing, Math.PI / 2]) + between(random, -0.04, 0.04);
  const [cx, cy] = [between(random, 0.1, 0.9), between(random, 0.1, 0.9)];
  const half = broad ? between(random, 0.018, 0.034) : between(random, 0.004, 0.008);
  const shape = box(cx, cy, between(random, 0.12, 0.6), half, angle);
  const stripe = between(random, 0.03, 0.05);
  const [one, other] = [0, 1].map((): Patch => {
    const colour = broad ? pick(random, strong(palette)) : palette.ink;
    return { flow: () => angle, colour: () => colour };
  });
  return (x, y) => {
    if (shape(x, y) >= 0) return undefined;
    const way = (x - cx) * Math.cos(angle) + (y - cy) * Math.sin(angle);
    return striped && Math.floor(way / stripe) % 2 === 0 ? one : other;
  };
}

/** One large disc near the middle, two beside it, and small ones where there is room. */
function placeDiscs({ measures, random }: Studio): Disc[] {
  const placed: Disc[] = [];
  const wanted = Math.round(11 * measures.density);
  for (let tries = 0; placed.length < wanted && tries < 400; tries++) {
    const first = placed.length === 0;
    const [smallest, largest] = first ? [0.27, 0.33] : placed.length < 3 ? [0.14, 0.2] : [0.025, 0.085];
    const radius = between(random, smallest, largest);
    const x = first ? between(random, 0.36, 0.64) : random();
    const y = first ? between(random, 0.36, 0.6) : random();
    // Discs may overlap a little, or lie within another, but not across its rim.
    const fits = placed.every((other) => {
      const apart = norm(x - other.x, y - other.y);
      const apartEnough = apart > 0.86 * (radius + other.radius);
      return apartEnough || (radius < 0.06 && apart < other.radius - 1.3 * radius && random() < 0.15);
    });
    if (fits) placed.push({ x, y, radius });
  }
  return placed;
}

/** Rings around a middle, some cut into sectors of two colours. */
function ringsOf({ x: cx, y: cy, radius }: Disc, { measures, palette, random }: Studio): Shape {
  const angleAt = (x: number, y: number) => Math.atan2(y - cy, x - cx);
  const turn = between(random, 0, Math.PI);
  const rings: { outer: number; turn: number; sectors: number; patches: Patch[] }[] = [];
  let last: Rgb | undefined;
  for (let outer = radius; outer > 0.008;) {
    const colours = shuffle(
      random,
      strong(palette).filter((colour) => colour !== last),
    ).slice(0, 2);
    last = colours[0];
    const patches = colours.map((colour): Patch => ({
      flow: (x, y) => angleAt(x, y) + Math.PI / 2,
      // Paint fades a little around the ring, as if the light went round.
      colour: (x, y) => shift(colour, 0.055 * Math.sin(turn - angleAt(x, y))),
    }));
    const sectors = random() < 0.62 * measures.turbulence ? pick(random, [2, 2, 4, 4, 6]) : 1;
    rings.push({ outer, turn: turn + pick(random, [0, 0, Math.PI / 4]), sectors, patches });
    outer -= Math.min(outer, (0.016 + 0.2 * radius * random()) * measures.width);
  }
  rings.reverse();
  return (x, y) => {
    const far = norm(x - cx, y - cy);
    if (far >= radius) return undefined;
    const ring = rings.find(({ outer }) => far < outer)!;
    const part = ((angleAt(x, y) - ring.turn) / (2 * Math.PI) + 2) % 1;
    return ring.patches[Math.floor(part * ring.sectors) % 2];
  };
}
