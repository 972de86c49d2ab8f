import { between, newSeed, pick } from '../chance.ts';
import { along, mix, shift, type Rgb } from '../colour.ts';
import type { Hand, Studio } from '../hand.ts';
import { weave } from '../ground.ts';
import { light } from '../impasto.ts';
import { clamp, noise, type Field } from '../noise.ts';
import { fillPatches, type Patch } from '../patches.ts';
import { draw } from '../pen.ts';
import { box, circle, joined, placed } from '../shapes.ts';

/** A still life seen from several sides at once: facets with their edges in shade, and each with its own view. */
export const facets: Hand = {
  title: 'Facets',
  palette: 'studio',
  measures: {
    width: 'Facet size',
    length: 'Stroke length',
    turbulence: 'Broken views',
    density: 'Strokes',
    relief: 'Paint and canvas',
  },
  ground: ({ warm, paper }) => mix(warm[1], paper, 0.4),

  *paint(studio) {
    const { canvas, measures, palette, random } = studio;
    weave(canvas, newSeed(random), 150, measures.relief);
    const things = stillLife(studio);
    const plane = cut(studio, things);
    const partAt = (x: number, y: number) => {
      const { view, parts } = plane.facetAt(x, y);
      return parts.get(thingAt(things, ...view(x, y)))!;
    };
    for (const { width, length, layers } of [
      { width: 0.03, length: 0.09, layers: 2.4 },
      { width: 0.014, length: 0.05, layers: 2.6 },
    ]) {
      yield* fillPatches(
        canvas,
        partAt,
        {
          width: width * Math.sqrt(measures.width),
          length: length * measures.length,
          layers: layers * measures.density,
          thickness: 0.2 * measures.relief,
          variety: 1,
        },
        random,
      );
    }
    contours(studio, things, plane.facetAt);
    for (const [x0, y0, x1, y1] of plane.edges) {
      if (random() < 0.3) continue;
      // A ruler is not used: the hand bends each line a little and presses where it begins.
      const [bend, press] = [between(random, -0.006, 0.006), between(random, 0.5, 1)];
      const path = Array.from({ length: 13 }, (_, i) => i / 12).flatMap((t) => [
        x0 + (x1 - x0) * t + bend * Math.sin(Math.PI * t) * (y1 - y0),
        y0 + (y1 - y0) * t - bend * Math.sin(Math.PI * t) * (x1 - x0),
      ]);
      draw(canvas, path, palette.ink, 0.006, (t) => 0.0048 * press * (1 - 0.75 * t) + 0.0006, 0.8);
    }
    light(canvas, 0.9 * measures.relief);
  },
};

interface Facet {
  /** Where this facet looks. */
  view: (x: number, y: number) => readonly [number, number];
  /** What it shows of each thing. */
  parts: ReadonlyMap<Thing, Patch>;
}

interface Thing {
  shape: Field;
  /** Its colours in the light and in the shade. */
  lit: Rgb;
  shade: Rgb;
  /** Where light turns to shade. */
  side: Field;
}

/** A table with a bottle, a guitar, fruit and a sheet of music, from front to back. */
function stillLife({ palette, random }: Studio): Thing[] {
  const { paper, ink, cool, warm, accents } = palette;
  const flip = random() < 0.5 ? 1 : -1;
  const at = (x: number) => 0.5 + flip * (x - 0.5);
  const leftOf =
    (x: number, lean = 0.15): Field =>
    (px, py) =>
      (px - x - lean * (py - 0.5)) * flip;

  const [gx, gy, tilt] = [
    at(between(random, 0.55, 0.62)),
    between(random, 0.56, 0.62),
    flip * between(random, 0.5, 0.75),
  ];
  const body = joined(circle(0, 0.12, 0.165), circle(0, -0.1, 0.12), 0.1);
  const guitar = (shape: Field) => placed(shape, gx, gy, tilt);
  const bottleX = at(between(random, 0.24, 0.3));
  const bottle = joined(box(bottleX, 0.53, 0.068, 0.17), box(bottleX, 0.26, 0.021, 0.16), 0.09);
  const fruit = Array.from({ length: 3 }, (_, i): Thing => {
    const [x, y] = [at(0.3 + 0.13 * i + between(random, -0.03, 0.03)), between(random, 0.8, 0.87)];
    const [colour, dark] = i === 1 ? [accents[0], warm[0]] : [warm[2], warm[1]];
    return {
      shape: circle(x, y, between(random, 0.055, 0.07)),
      lit: colour,
      shade: dark,
      side: leftOf(x, 0.4),
    };
  });
  const [sheetX, sheetY] = [at(0.74), 0.86];
  return [
    ...fruit,
    { shape: guitar(circle(0, 0.03, 0.052)), lit: ink, shade: ink, side: leftOf(gx) },
    { shape: guitar(box(0, 0.155, 0.055, 0.009)), lit: ink, shade: warm[0], side: leftOf(gx) },
    { shape: guitar(box(0, -0.31, 0.022, 0.2)), lit: warm[0], shade: ink, side: leftOf(gx, -0.6) },
    { shape: guitar(body), lit: warm[2], shade: warm[1], side: leftOf(gx + 0.02 * flip, -0.5) },
    { shape: bottle, lit: cool[1], shade: mix(cool[0], ink, 0.4), side: leftOf(bottleX) },
    {
      shape: box(sheetX, sheetY, 0.13, 0.085, between(random, -0.5, 0.5)),
      lit: paper,
      shade: cool[2],
      side: leftOf(sheetX, 1),
    },
    { shape: (_, y) => 0.66 - y, lit: accents[1], shade: mix(accents[1], ink, 0.5), side: leftOf(0.45, 0.8) },
    { shape: () => -1, lit: cool[2], shade: cool[1], side: leftOf(0.52, -0.7) },
  ];
}

const thingAt = (things: readonly Thing[], x: number, y: number) =>
  things.find(({ shape }) => shape(x, y) < 0)!;

/** Cuts the canvas by straight lines, again and again, finer where there is more to see. */
function cut({ measures, palette, random }: Studio, things: readonly Thing[]) {
  type Node = Facet | { x: number; y: number; nx: number; ny: number; before: Node; after: Node };
  const edges: [number, number, number, number][] = [];
  const slants = [between(random, 0.15, 0.35), between(random, 1.0, 1.25), between(random, 2.0, 2.4), 1.57];
  const smallest = 0.0052 * measures.width ** 2;
  // What a facet borrows from its surroundings.
  const tints = [...palette.warm, palette.accents[1], palette.paper];
  const tones = noise(newSeed(random), 4);

  const divide = (
    corners: [number, number][],
    depth: number,
    from?: { x: number; y: number; nx: number; ny: number },
  ): Node => {
    const area = areaOf(corners);
    const [cx, cy] = [0, 1].map(
      (k) => corners.reduce((sum, corner) => sum + corner[k]!, 0) / corners.length,
    ) as [number, number];
    // Only the wall and the table may stay large.
    const plain = things.indexOf(thingAt(things, cx, cy)) >= things.length - 2;
    const enough = smallest * (plain ? 2.6 : 1) * between(random, 0.7, 2);
    if (area < enough || depth > 12) return facet(cx, cy, from);
    const angle = pick(random, slants) + between(random, -0.12, 0.12);
    const [nx, ny] = [-Math.sin(angle), Math.cos(angle)];
    const x = cx + between(random, -0.18, 0.18) * Math.sqrt(area);
    const y = cy + between(random, -0.18, 0.18) * Math.sqrt(area);
    const sides = corners.map(([px, py]) => (px - x) * nx + (py - y) * ny);
    const [before, after, crossings]: [number, number][][] = [[], [], []];
    corners.forEach((corner, i) => {
      const next = (i + 1) % corners.length;
      (sides[i]! < 0 ? before! : after!).push(corner);
      if (sides[i]! < 0 === sides[next]! < 0) return;
      const t = sides[i]! / (sides[i]! - sides[next]!);
      const [ox, oy] = corners[next]!;
      const crossing: [number, number] = [corner[0] + (ox - corner[0]) * t, corner[1] + (oy - corner[1]) * t];
      for (const list of [before!, after!, crossings!]) list.push(crossing);
    });
    if (crossings!.length < 2) return facet(cx, cy, from);
    edges.push([...crossings![0]!, ...crossings![1]!]);
    const line = { x, y, nx, ny };
    return {
      ...line,
      before: divide(before!, depth + 1, { x, y, nx: -nx, ny: -ny }),
      after: divide(after!, depth + 1, line),
    };
  };

  const facet = (cx: number, cy: number, edge = { x: 0, y: 0, nx: 0, ny: 1 }): Facet => {
    const amount = measures.turbulence;
    const turn = between(random, -0.2, 0.2) * amount;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const [dx, dy] = [between(random, -0.028, 0.028) * amount, between(random, -0.028, 0.028) * amount];
    const view = (x: number, y: number) =>
      [cx + (x - cx) * cos - (y - cy) * sin + dx, cy + (x - cx) * sin + (y - cy) * cos + dy] as const;
    const tone = 0.07 * tones(cx, cy) + between(random, -0.06, 0.06);
    const turned = between(random, -0.3, 0.3) + Math.atan2(-edge.nx, edge.ny);
    const dark = random() < 0.62;
    const tint =
      random() < 0.3 ? { colour: pick(random, tints), share: between(random, 0.15, 0.45) } : undefined;
    const colourOf =
      ({ lit, shade, side }: Thing) =>
      (x: number, y: number) => {
        const plainly = along([lit, shade], 0.5 + side(...view(x, y)) / 0.09);
        const base = tint ? mix(plainly, tint.colour, tint.share) : plainly;
        const from = Math.abs((x - edge.x) * edge.nx + (y - edge.y) * edge.ny);
        const passage = dark ? -0.24 * Math.exp(-from / 0.035) : 0.15 * Math.exp(-from / 0.045);
        return shift(base, tone + passage, 0, 1.1);
      };
    const flow = () => turned;
    return { view, parts: new Map(things.map((thing) => [thing, { flow, colour: colourOf(thing) }])) };
  };

  const root = divide([[0, 0], [1, 0], [1, 1], [0, 1]], 0); // prettier-ignore
  const facetAt = (x: number, y: number): Facet => {
    let node = root;
    while ('before' in node)
      node = (x - node.x) * node.nx + (y - node.y) * node.ny < 0 ? node.before : node.after;
    return node;
  };
  return { facetAt, edges };
}

function areaOf(corners: readonly (readonly [number, number])[]): number {
  return Math.abs(
    corners.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length]!;
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

/** Draws the outlines of the things, broken from facet to facet. */
function contours(
  { canvas, palette, random }: Studio,
  things: readonly Thing[],
  facetAt: (x: number, y: number) => Facet,
) {
  const pressure = noise(newSeed(random), 9);
  canvas.everywhere((index, x, y) => {
    const [px, py] = facetAt(x, y).view(x, y);
    let distance = 1;
    for (const { shape } of things.slice(0, -1)) {
      const away = shape(px, py);
      distance = Math.min(distance, Math.abs(away));
      if (away < 0) break;
    }
    const half = 0.0024 * (1 + 0.7 * pressure(x, y));
    const cover = 0.85 * clamp((half - distance) / canvas.pixel + 0.5);
    if (cover > 0) canvas.lay(index, palette.ink[0], palette.ink[1], palette.ink[2], cover);
  });
}
