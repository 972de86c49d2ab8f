import { between, newSeed, pick } from '../chance.ts';
import { along, mix } from '../colour.ts';
import type { Studio } from '../hand.ts';
import { fractal, noise } from '../noise.ts';
import { norm } from '../norm.ts';
import { fish, type Part } from './fish.ts';

/** A few fish, one above the other, with bubbles, in a sea with a border. */
export function school(studio: Studio): (x: number, y: number) => Part {
  const { palette, random } = studio;
  const { paper, ink, warm, accents } = palette;
  const sea = currents(studio);
  const count = pick(random, [2, 3, 3, 4]);
  const heading = random() < 0.5 ? 1 : -1;
  const fishes = Array.from({ length: count }, (_, i) => {
    const [back, flank, belly, fin] =
      i % 2 === 1 ? [accents[0], warm[2], accents[1], warm[0]] : [warm[0], warm[1], warm[2], accents[0]];
    return fish(
      {
        x: 0.5 + between(random, -0.07, 0.07),
        y: 0.5 + (0.8 * (i + 0.5 - count / 2)) / count + between(random, -0.015, 0.015),
        half: between(random, 0.72, 0.86) / Math.max(count, 2.5),
        way: random() < 0.75 ? heading : (-heading as 1 | -1),
        lean: between(random, -0.18, 0.18),
        ...{ back, flank, belly, fin, dark: ink, pale: paper },
      },
      random,
    );
  });
  const bubbles = Array.from({ length: 9 }, () => {
    const [x, y] = [between(random, 0.1, 0.9), between(random, 0.1, 0.9)];
    const part: Part = {
      flow: (px, py) => Math.atan2(py - y, px - x) + Math.PI / 2,
      colour: () => paper,
      stones: 0.75,
    };
    return { x, y, radius: between(random, 0.014, 0.026), part };
  });
  const frame = border(studio);

  return (x, y) => {
    if (Math.min(x, y, 1 - x, 1 - y) < 0.055) return frame;
    for (const partAt of fishes) {
      const part = partAt(x, y);
      if (part) return part;
    }
    return bubbles.find((bubble) => norm(x - bubble.x, y - bubble.y) < bubble.radius)?.part ?? sea;
  };
}

function currents({ measures, palette: { cool, ink }, random }: Studio): Part {
  const current = noise(newSeed(random), 2);
  const swell = fractal(newSeed(random), 3, 2);
  const blues = [mix(cool[0], ink, 0.45), ...cool];
  return {
    flow: (x, y) => 0.9 * measures.turbulence * current(x, y),
    colour: (x, y) => {
      const bands = Math.sin(26 * y + 4.7 * measures.turbulence * current(x, y) + 2 * swell(x, y));
      return along(blues, 0.5 + 0.42 * bands - 0.25 * (y - 0.5));
    },
    stones: 1,
  };
}

/** Two colours in turn, and a dark line around the picture. */
function border({ palette: { warm, ink } }: Studio): Part {
  return {
    flow: (x, y) => (Math.min(x, 1 - x) < Math.min(y, 1 - y) ? Math.PI / 2 : 0),
    colour: (x, y) => {
      const upright = Math.min(x, 1 - x) < Math.min(y, 1 - y);
      if (Math.min(x, y, 1 - x, 1 - y) > 0.037) return ink;
      return Math.floor((upright ? y : x) * 14) % 2 === 0 ? warm[2] : warm[0];
    },
    stones: 1,
  };
}
