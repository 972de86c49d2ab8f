import { between, newSeed, scatter } from '../chance.ts';
import { mix, shift } from '../colour.ts';
import type { Hand } from '../hand.ts';
import { light } from '../impasto.ts';
import { clamp, hash } from '../noise.ts';
import { norm } from '../norm.ts';
import { school } from '../scenes/school.ts';
import { setStone } from '../stone.ts';
import { streamlines } from '../streamlines.ts';

/** Fish in the sea, of small stones in rows that follow the forms. */
export const mosaic: Hand = {
  title: 'Mosaic',
  subject: 'fish in the sea, with a border',
  palette: 'fjord',
  measures: {
    width: 'Stone size',
    length: 'Stone length',
    turbulence: 'Currents',
    density: 'Tightness',
    relief: 'Relief',
  },
  ground: ({ ink, paper }) => mix(paper, ink, 0.66),

  *paint(studio) {
    const { canvas, measures, random } = studio;
    const grit = newSeed(random);
    canvas.tone((x, y) => 0.1 * (hash(grit, Math.floor(x * 500), Math.floor(y * 500)) - 0.5));
    const partAt = school(studio);
    const stone = 0.0175 * measures.width;
    const lines = streamlines((x, y) => partAt(x, y).flow(x, y), scatter(random, 9 / stone ** 2), {
      distance: (x, y) => 0.96 * stone * partAt(x, y).stones,
      widest: stone,
      length: 0.6,
      shortest: 0.006,
      regionAt: (x, y) => (Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5)) < 0.52 ? partAt(x, y) : undefined),
    });
    const whole = 1.15 / stone ** 2;
    let laid = 0;
    for (const path of lines) {
      let since = Infinity;
      for (let i = 0; i < path.length; i += 2) {
        const [x, y] = [path[i]!, path[i + 1]!];
        if (i > 0) since += norm(x - path[i - 2]!, y - path[i - 1]!);
        const part = partAt(x, y);
        const size = stone * part.stones;
        const long = size * measures.length;
        if (since < long) continue;
        since = 0;
        setStone(canvas, x, y, {
          angle: part.flow(x, y) + between(random, -0.09, 0.09),
          halfLength: long * between(random, 0.41, 0.47) * (0.8 + 0.2 * measures.density),
          halfWidth: size * between(random, 0.39, 0.45) * (0.8 + 0.2 * measures.density),
          colour: shift(part.colour(x, y), between(random, -0.075, 0.075), between(random, -13, 13)),
          tilt: [between(random, -1, 1), between(random, -1, 1)],
          height: 0.16 * size * measures.relief,
        });
        if (laid++ % 64 === 0) yield clamp(laid / whole);
      }
    }
    light(canvas, 0.9 * measures.relief);
  },
};
