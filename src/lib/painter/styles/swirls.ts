import { lay } from '../brush.ts';
import { between, scatter } from '../chance.ts';
import { along, mix, shift } from '../colour.ts';
import { follow } from '../flow.ts';
import type { Hand } from '../hand.ts';
import { light } from '../impasto.ts';
import { hills } from '../scenes/hills.ts';

/** Wind over hills, a sun, an orchard: thousands of strokes along a flow, from large to small. */
export const swirls: Hand = {
  title: 'Swirling strokes',
  subject: 'a sun in a windy sky over hills with trees',
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
    const patchAt = hills(studio);
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
        const { flow, colour } = patchAt(x, y);
        const path = follow(
          flow,
          x,
          y,
          long * between(random, 0.6, 1.3),
          broad * 0.4,
          (px, py) => patchAt(px, py).flow === flow,
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
