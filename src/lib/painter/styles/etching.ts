import { between, newSeed, scatter } from '../chance.ts';
import { mix } from '../colour.ts';
import type { Flow } from '../flow.ts';
import { paper as paperOf } from '../ground.ts';
import type { Hand } from '../hand.ts';
import { clamp, fractal, noise, type Field } from '../noise.ts';
import { draw } from '../pen.ts';
import { meadow } from '../scenes/meadow.ts';
import { streamlines } from '../streamlines.ts';

/**
 * A layer of hatching: turned against the form by `turn`, where it is darker than `from`, in lines `wide` apart that
 * close up to `narrow` in the deepest shade.
 */
const layers = [
  { turn: 0, from: 0.08, wide: 0.0125, narrow: 0.0046 },
  { turn: 1.05, from: 0.4, wide: 0.011, narrow: 0.0052 },
  { turn: -0.75, from: 0.68, wide: 0.0098, narrow: 0.0054 },
];

/** Whether a place is on the plate, or so near that a line from there may reach it. */
const near = (x: number, y: number) => Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5)) < 0.51;

/** A landscape in etched lines: they follow the forms, and cross where it is dark. */
export const etching: Hand = {
  title: 'Etching',
  subject: 'a tree on a meadow before mountains and clouds',
  palette: 'sepia',
  measures: {
    width: 'Line width',
    length: 'Line length',
    turbulence: 'Unsteadiness',
    density: 'Lines',
    relief: 'Paper',
  },
  ground: ({ paper }) => paper,

  *paint({ canvas, measures, palette, random }) {
    const { formAt, outlines } = meadow(palette, random);
    const look = remembering((x, y) => {
      const form = formAt(x, y);
      return { form, dark: form.dark(x, y) };
    });
    const blot = fractal(newSeed(random), 4, 3);
    canvas.everywhere((index, x, y) => {
      const { wash, dark } = formAt(x, y);
      const cover = clamp(0.25 + 0.35 * dark(x, y) + 0.15 * blot(x, y));
      canvas.lay(index, wash[0], wash[1], wash[2], cover);
    });
    yield 0.05;

    const shake = noise(newSeed(random), 22);
    const second = mix(palette.ink, palette.cool[0], 0.7);
    for (const [i, { turn, from, wide, narrow }] of layers.entries()) {
      const darkAt: Field = (x, y) => clamp((look(x, y).dark - from) / (1 - from));
      const distance: Field = (x, y) => (wide + (narrow - wide) * Math.sqrt(darkAt(x, y))) / measures.density;
      const flow: Flow = (x, y) =>
        look(x, y).form.flow(x, y) + turn + 0.12 * measures.turbulence * shake(x, y);
      const lines = streamlines(flow, scatter(random, 9000), {
        distance,
        widest: wide / measures.density,
        length: 0.2 * measures.length,
        shortest: 0.012,
        regionAt: (x, y) => (near(x, y) && darkAt(x, y) > 0 ? look(x, y).form : undefined),
      });
      let count = 0;
      for (const path of lines) {
        if (count++ % 16 === 0) yield 0.05 + (0.9 * (i + Math.min(count / 2200, 1))) / layers.length;
        const middle = 2 * Math.floor(path.length / 4);
        const dark = darkAt(path[middle]!, path[middle + 1]!);
        const widest = (0.0015 + 0.002 * dark) * measures.width * between(random, 0.8, 1.2);
        const swell = (t: number) => widest * (0.35 + 0.65 * Math.sin(Math.PI * (0.12 + 0.8 * t)));
        draw(canvas, path, random() < 0.12 ? second : palette.ink, widest, swell, 0.94);
      }
    }
    for (const path of outlines) {
      const widest = 0.0032 * measures.width;
      const beat = between(random, 40, 70);
      draw(canvas, path, palette.ink, widest, (t) => widest * (0.62 + 0.38 * Math.sin(beat * t)));
    }
    paperOf(canvas, newSeed(random), measures.relief);
  },
};

/** The same function, which is not asked twice in a row about one place: a step along a line asks many times. */
function remembering<T>(ask: (x: number, y: number) => T): (x: number, y: number) => T {
  let [lastX, lastY, last] = [NaN, NaN, undefined as T | undefined];
  return (x, y) => {
    if (x !== lastX || y !== lastY) [lastX, lastY, last] = [x, y, ask(x, y)];
    return last!;
  };
}
