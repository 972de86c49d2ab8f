import { between, newSeed, scatter } from '../chance.ts';
import { along, lightness, mix, shift, type Rgb } from '../colour.ts';
import type { Canvas } from '../canvas.ts';
import type { Hand, Studio } from '../hand.ts';
import { light } from '../impasto.ts';
import { clamp, fractal, noise, smoothstep } from '../noise.ts';

/** Poplars at a lake in the evening, in dabs of pure colour that mix in the eye: complements lie side by side. */
export const points: Hand = {
  title: 'Points',
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
    const scene = compose(studio);
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
          colour: divided(scene(x, y), measures.turbulence, random),
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
    const away = Math.hypot(along, across);
    const cover = clamp((radius - away) / canvas.pixel + 0.5);
    if (cover === 0) return;
    canvas.lay(index, colour[0], colour[1], colour[2], 0.96 * cover);
    // Paint is pushed outwards, and stands highest just inside the edge.
    const rim = away / radius;
    const bump = height * (0.7 + 0.5 * rim * rim) * smoothstep(1.05, 0.8, rim);
    canvas.height[index]! += cover * (bump - 0.75 * canvas.height[index]!);
  });
}

/** What the picture would be without the dabs. */
function compose({ palette, random }: Studio): (x: number, y: number) => Rgb {
  const { paper, ink, cool, warm, accents } = palette;
  const shore = between(random, 0.5, 0.56);
  const sun = { x: between(random, 0.3, 0.7), y: shore - between(random, 0.13, 0.2) };
  const [cloud, ripple, leaf] = [
    fractal(newSeed(random), 3, 3),
    fractal(newSeed(random), 5, 2),
    noise(newSeed(random), 26),
  ];
  const hill = noise(newSeed(random), 2);
  const hillTop = (x: number) => shore - 0.055 - 0.05 * hill(x, 0.5);
  const bankTop = (x: number) => 0.87 - 0.12 * Math.sin(2.4 * x + hill(x, 8.5) + (sun.x > 0.5 ? 0 : 2.4));

  const poplars = Array.from({ length: 9 }, (_, i) => {
    const clump = i < 5 ? between(random, 0.02, 0.26) : between(random, 0.7, 0.98);
    return {
      x: sun.x > 0.5 ? clump : 1 - clump,
      top: shore - between(random, 0.2, 0.42),
      half: between(random, 0.02, 0.034),
    };
  });

  const upper = (x: number, y: number): Rgb => {
    for (const { x: px, top, half } of poplars) {
      const t = (y - top) / (shore - top);
      if (t < 0 || t > 1) continue;
      const wide = half * Math.sin(Math.PI * Math.min(0.12 + 0.78 * t, 0.93)) * (1 + 0.35 * leaf(x * 0.4, y));
      const side = (x - px) / wide;
      if (Math.abs(side) < 1) {
        const lit = side * Math.sign(sun.x - px) * 0.35 + 0.3 * leaf(x, y) + 0.45;
        return along([mix(ink, cool[0], 0.5), warm[0], warm[0], warm[1], warm[2]], lit);
      }
    }
    if (y > hillTop(x)) {
      const t = (y - hillTop(x)) / 0.1;
      return along(
        [mix(cool[0], accents[1], 0.35), mix(cool[0], cool[1], 0.5), mix(warm[0], cool[1], 0.4)],
        t + 0.2 * leaf(x, y),
      );
    }
    const far = Math.hypot(x - sun.x, (y - sun.y) * 1.15);
    if (far < 0.06) return mix(paper, warm[2], 0.3);
    const glow = Math.exp(-far / 0.16);
    const height = clamp((shore - y) / shore + 0.18 * cloud(x * 0.7, y * 1.8));
    const sky = along(
      [
        mix(accents[0], warm[2], 0.45),
        mix(accents[1], paper, 0.5),
        cool[2],
        cool[1],
        mix(cool[1], cool[0], 0.6),
      ],
      height * 1.15,
    );
    return mix(sky, mix(warm[2], accents[0], smoothstep(0.02, 0.16, far)), glow);
  };

  return (x, y) => {
    if (y > bankTop(x)) {
      const depth = (y - bankTop(x)) / 0.15;
      const shade = 0.62 - 0.3 * depth + 0.3 * leaf(x * 0.7, y * 0.7) + 0.2 * cloud(x * 2, y * 2);
      const flower = leaf(x + 5, y) > 0.62;
      return flower
        ? accents[depth > 0.6 ? 1 : 0]
        : along([mix(ink, cool[0], 0.4), warm[0], warm[1], warm[2]], shade);
    }
    if (y <= shore) return upper(x, y);
    // The water shows what is above, squeezed and shaken, with the sky's colour coming through.
    const below = y - shore;
    const shake = 0.03 * ripple(x * 0.8, y * 5) * (0.4 + 3 * below);
    const mirrored = upper(x + shake, shore - below * 0.86);
    const path =
      Math.exp(-Math.abs(x - sun.x + shake) / (0.02 + 0.12 * below)) *
      (0.55 + 0.45 * Math.sin(y * 160 + 8 * ripple(x, y)));
    const water = mix(mirrored, cool[0], 0.18 + 0.25 * smoothstep(0.1, 0.4, below));
    return mix(water, mix(accents[0], warm[2], 0.5), clamp(0.85 * path));
  };
}
