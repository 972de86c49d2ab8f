import { between, newSeed } from '../chance.ts';
import { mix } from '../colour.ts';
import { cutIntoFacets, type Facet, type Segment } from '../facet-plane.ts';
import { weave } from '../ground.ts';
import type { Hand, Studio } from '../hand.ts';
import { light } from '../impasto.ts';
import { clamp, noise } from '../noise.ts';
import { fillPatches } from '../patches.ts';
import { draw } from '../pen.ts';
import { stillLife, thingAt, type Thing } from '../scenes/still-life.ts';

/** A still life seen from several sides at once: facets with their edges in shade, and each with its own view. */
export const facets: Hand = {
  title: 'Facets',
  subject: 'a bottle, a guitar and fruit, seen from several sides at once',
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
    const { canvas, measures, random } = studio;
    weave(canvas, newSeed(random), 150, measures.relief);
    const things = stillLife(studio);
    const plane = cutIntoFacets(studio, things);
    const partAt = (x: number, y: number) => {
      const { view, parts } = plane.facetAt(x, y);
      return parts.get(thingAt(things, ...view(x, y)))!;
    };
    const passes = [
      { width: 0.03, length: 0.09, layers: 2.4 },
      { width: 0.014, length: 0.05, layers: 2.6 },
    ];
    for (const [pass, { width, length, layers }] of passes.entries()) {
      const filling = {
        width: width * Math.sqrt(measures.width),
        length: length * measures.length,
        layers: layers * measures.density,
        thickness: 0.2 * measures.relief,
        variety: 1,
      };
      for (const done of fillPatches(canvas, partAt, filling, random)) yield (pass + done) / passes.length;
    }
    contours(studio, things, plane.facetAt);
    edges(studio, plane.edges);
    light(canvas, 0.9 * measures.relief);
  },
};

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

/** Draws the edges of the facets. A ruler is not used: the hand bends each line and presses where it begins. */
function edges({ canvas, palette, random }: Studio, segments: readonly Segment[]) {
  for (const [x0, y0, x1, y1] of segments) {
    if (random() < 0.3) continue;
    const [bend, press] = [between(random, -0.006, 0.006), between(random, 0.5, 1)];
    const path = Array.from({ length: 13 }, (_, i) => i / 12).flatMap((t) => [
      x0 + (x1 - x0) * t + bend * Math.sin(Math.PI * t) * (y1 - y0),
      y0 + (y1 - y0) * t - bend * Math.sin(Math.PI * t) * (x1 - x0),
    ]);
    draw(canvas, path, palette.ink, 0.006, (t) => 0.0048 * press * (1 - 0.75 * t) + 0.0006, 0.8);
  }
}
