import { between, scatter } from '../chance.ts';
import { lightness, mix, shift, type Rgb } from '../colour.ts';
import type { Canvas } from '../canvas.ts';
import type { Hand } from '../hand.ts';
import { light } from '../impasto.ts';
import { clamp, smoothstep } from '../noise.ts';
import { norm } from '../norm.ts';
import { lake } from '../scenes/lake.ts';

/** Poplars at a lake in the evening, in dabs of pure colour that mix in the eye: complements lie side by side. */
export const points: Hand = {
  title: 'Points',
  subject: 'poplars at a lake before sunset',
  palette: 'garden',
  measures: {
    width: 'Dab size',
    length: 'Dab length',
    turbulence: 'Contrast of hues',
    density: 'Dabs',
    relief: 'Impasto',
  },
  ground: ({ paper, warm }) => mix(paper, warm[2], 0.35),

  *paint(studio) {
    const { canvas, measures, random } = studio;
    const colourAt = lake(studio);
    const passes = [
      { radius: 0.0115, layers: 1.5 },
      { radius: 0.0082, layers: 1.5 },
      { radius: 0.0062, layers: 1.3 },
    ];
    for (const [pass, { radius, layers }] of passes.entries()) {
      const size = radius * measures.width;
      const places = scatter(random, (layers * measures.density) / (2.2 * size * size));
      for (const [i, [x, y]] of places.entries()) {
        if (i % 128 === 0) yield (pass + i / places.length) / passes.length;
        dab(canvas, x, y, {
          radius: size * between(random, 0.75, 1.2),
          stretch: 1 + 0.28 * measures.length * random(),
          angle: between(random, -0.7, 0.7),
          colour: divided(colourAt(x, y), measures.turbulence, random),
          height: 0.22 * size * measures.relief,
        });
      }
    }
    light(canvas, measures.relief);
  },
};

/** One of the pure colours into which the eye's colour is divided. */
function divided(colour: Rgb, contrast: number, random: () => number): Rgb {
  const chance = random();
  const purity = 1 + 0.14 * contrast;
  // Shadows hold more of the complement, and what is light more of the sun.
  if (chance < 0.1 * contrast) return shift(colour, between(random, -0.06, 0.1), 180, 0.9);
  if (chance < 0.24 * contrast) return shift(colour, 0.06, lightness(colour) > 0.65 ? 50 : -70, purity);
  return shift(
    colour,
    between(random, -0.075, 0.075),
    contrast * between(random, -32, 32),
    purity * between(random, 0.85, 1.15),
  );
}

interface Dab {
  radius: number;
  /** How much longer than wide. */
  stretch: number;
  angle: number;
  colour: Rgb;
  height: number;
}

/** A touch with the tip of a small round brush. */
function dab(canvas: Canvas, cx: number, cy: number, { radius, stretch, angle, colour, height }: Dab): void {
  const reach = radius * stretch + canvas.pixel;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  canvas.within(cx - reach, cy - reach, cx + reach, cy + reach, (index, x, y) => {
    const along = ((x - cx) * cos + (y - cy) * sin) / stretch;
    const across = (y - cy) * cos - (x - cx) * sin;
    const away = norm(along, across);
    const cover = clamp((radius - away) / canvas.pixel + 0.5);
    if (cover === 0) return;
    canvas.lay(index, colour[0], colour[1], colour[2], 0.96 * cover);
    // Paint is pushed outwards, and stands highest just inside the edge.
    const rim = away / radius;
    const bump = height * (0.7 + 0.5 * rim * rim) * smoothstep(1.05, 0.8, rim);
    canvas.height[index]! += cover * (bump - 0.75 * canvas.height[index]!);
  });
}
