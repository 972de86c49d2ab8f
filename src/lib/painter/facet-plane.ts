import { between, newSeed, pick } from './chance.ts';
import { along, mix, shift } from './colour.ts';
import type { Studio } from './hand.ts';
import { noise } from './noise.ts';
import type { Patch } from './patches.ts';
import { thingAt, type Thing } from './scenes/still-life.ts';

export interface Facet {
  /** Where this facet looks. */
  view: (x: number, y: number) => readonly [number, number];
  /** What it shows of each thing. */
  parts: ReadonlyMap<Thing, Patch>;
}

export type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

type Point = readonly [x: number, y: number];

/** A line through a point; its normal points to the side that is meant. */
interface Line {
  x: number;
  y: number;
  nx: number;
  ny: number;
}

interface Split extends Line {
  before: Split | Facet;
  after: Split | Facet;
}

const sideOf = ({ x, y, nx, ny }: Line, px: number, py: number) => (px - x) * nx + (py - y) * ny;

/** Cuts the canvas by straight lines, again and again, finer where there is more to see. */
export function cutIntoFacets(
  studio: Studio,
  things: readonly Thing[],
): { facetAt: (x: number, y: number) => Facet; edges: Segment[] } {
  const { measures, random } = studio;
  const edges: Segment[] = [];
  const slants = [
    between(random, 0.15, 0.35),
    between(random, 1, 1.25),
    between(random, 2, 2.4),
    Math.PI / 2,
  ];
  const smallest = 0.0052 * measures.width ** 2;
  const newFacet = facetMaker(studio, things);

  const divide = (corners: readonly Point[], depth: number, edge: Line): Split | Facet => {
    const area = areaOf(corners);
    const [cx, cy] = middleOf(corners);
    // Only the wall and the table may stay large.
    const plain = things.indexOf(thingAt(things, cx, cy)) >= things.length - 2;
    const enough = smallest * (plain ? 2.6 : 1) * between(random, 0.7, 2);
    if (area < enough || depth > 12) return newFacet(cx, cy, edge);
    const angle = pick(random, slants) + between(random, -0.12, 0.12);
    const line = {
      x: cx + between(random, -0.18, 0.18) * Math.sqrt(area),
      y: cy + between(random, -0.18, 0.18) * Math.sqrt(area),
      nx: -Math.sin(angle),
      ny: Math.cos(angle),
    };
    const { before, after, crossings } = halves(corners, line);
    if (crossings.length < 2) return newFacet(cx, cy, edge);
    edges.push([...crossings[0]!, ...crossings[1]!]);
    return {
      ...line,
      before: divide(before, depth + 1, { ...line, nx: -line.nx, ny: -line.ny }),
      after: divide(after, depth + 1, line),
    };
  };
  const root = divide([[0, 0], [1, 0], [1, 1], [0, 1]], 0, { x: 0, y: 0, nx: 0, ny: 1 }); // prettier-ignore

  const facetAt = (x: number, y: number): Facet => {
    let node = root;
    while ('before' in node) node = sideOf(node, x, y) < 0 ? node.before : node.after;
    return node;
  };
  return { facetAt, edges };
}

/** Each facet turns and moves what it shows, and is in shade or light along the edge that cut it off. */
function facetMaker({ measures, palette, random }: Studio, things: readonly Thing[]) {
  // What a facet borrows from its surroundings.
  const tints = [...palette.warm, palette.accents[1], palette.paper];
  const tones = noise(newSeed(random), 4);
  const amount = measures.turbulence;

  return (cx: number, cy: number, edge: Line): Facet => {
    const turn = between(random, -0.2, 0.2) * amount;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const [dx, dy] = [between(random, -0.028, 0.028) * amount, between(random, -0.028, 0.028) * amount];
    const view = (x: number, y: number) =>
      [cx + (x - cx) * cos - (y - cy) * sin + dx, cy + (x - cx) * sin + (y - cy) * cos + dy] as const;
    const tone = 0.07 * tones(cx, cy) + between(random, -0.06, 0.06);
    const grain = between(random, -0.3, 0.3) + Math.atan2(-edge.nx, edge.ny);
    const shaded = random() < 0.62;
    const [tint, share] = [pick(random, tints), random() < 0.3 ? between(random, 0.15, 0.45) : 0];
    const colourOf =
      ({ lit, shade, side }: Thing): Patch['colour'] =>
      (x, y) => {
        const plainly = along([lit, shade], 0.5 + side(...view(x, y)) / 0.09);
        const from = Math.abs(sideOf(edge, x, y));
        const passage = shaded ? -0.24 * Math.exp(-from / 0.035) : 0.15 * Math.exp(-from / 0.045);
        return shift(mix(plainly, tint, share), tone + passage, 0, 1.1);
      };
    const flow = () => grain;
    return { view, parts: new Map(things.map((thing) => [thing, { flow, colour: colourOf(thing) }])) };
  };
}

/** The two parts of a convex polygon on either side of a line, and where the line crosses its border. */
function halves(corners: readonly Point[], line: Line) {
  const [before, after, crossings]: [Point[], Point[], Point[]] = [[], [], []];
  for (const [i, corner] of corners.entries()) {
    const next = corners[(i + 1) % corners.length]!;
    const [here, there] = [sideOf(line, ...corner), sideOf(line, ...next)];
    (here < 0 ? before : after).push(corner);
    if (here < 0 === there < 0) continue;
    const t = here / (here - there);
    const crossing = [corner[0] + (next[0] - corner[0]) * t, corner[1] + (next[1] - corner[1]) * t] as const;
    for (const list of [before, after, crossings]) list.push(crossing);
  }
  return { before, after, crossings };
}

function middleOf(corners: readonly Point[]): Point {
  const sum = (k: 0 | 1) => corners.reduce((total, corner) => total + corner[k], 0);
  return [sum(0) / corners.length, sum(1) / corners.length];
}

function areaOf(corners: readonly Point[]): number {
  const doubled = corners.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    return sum + (x * nextY - nextX * y);
  }, 0);
  return Math.abs(doubled) / 2;
}
