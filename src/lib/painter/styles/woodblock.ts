import { between, newSeed } from '../chance.ts';
import { shift } from '../colour.ts';
import { paper as paperOf } from '../ground.ts';
import type { Hand } from '../hand.ts';
import { clamp, fractal, noise, smoothstep, type Field } from '../noise.ts';
import { everywhere, seascape } from '../scenes/seascape.ts';

/** Waves under a large sun: flat colours with gradation, wood grain, and a key block that prints the outlines. */
export const woodblock: Hand = {
  title: 'Woodblock',
  subject: 'rows of waves under a large sun',
  palette: 'indigo',
  measures: {
    width: 'Line width',
    length: 'Wave length',
    turbulence: 'Swell',
    density: 'Lines',
    relief: 'Wood grain',
  },
  ground: ({ paper }) => paper,

  *paint(studio) {
    const { canvas, measures, palette, random } = studio;
    const { ink } = palette;
    const blocks = seascape(studio);
    const grain = woodGrain(newSeed(random));
    const pressure = noise(newSeed(random), 14);
    const dry = noise(newSeed(random), 160);
    // The colour blocks never lie exactly under the key block.
    const [shiftX, shiftY] = [between(random, -0.0022, 0.0022), between(random, -0.0022, 0.0022)];
    const { size, pixel } = canvas;
    for (let row = 0; row < size; row++) {
      if (row % 8 === 0) yield row / size;
      canvas.within(0, row / size, 1, (row + 1) / size, (index, x, y) => {
        // What lies behind a block, and well inside of it, is not to be seen.
        let back = blocks.length - 1;
        while (back > 0 && blocks[back]!.shape(x, y) > -0.006) back--;
        const veins = 0.06 * measures.relief * grain(x, y);
        const printed = 0.97 - 0.12 * measures.relief * smoothstep(0.35, 0.9, dry(x, y));
        const half = 0.0021 * measures.width * (1 + 0.5 * pressure(x, y));
        let key = 0;
        for (let i = back; i < blocks.length; i++) {
          const { shape, colour, line } = blocks[i]!;
          const away = shape(x, y);
          const cover = clamp(0.5 - shape(x + shiftX, y + shiftY) / pixel);
          if (cover > 0) {
            const [r, g, b] = shift(colour(x, y), veins);
            canvas.lay(index, r, g, b, cover * (i === 0 ? 1 : printed));
          }
          key *= clamp(0.5 + away / pixel);
          if (shape !== everywhere) key = Math.max(key, clamp((half - Math.abs(away)) / pixel + 0.5));
          if (line && away < 0) {
            const [distance, thin] = line(x, y);
            key = Math.max(key, clamp((thin * measures.width - distance) / pixel + 0.5));
          }
        }
        if (key > 0) canvas.lay(index, ink[0], ink[1], ink[2], 0.94 * key);
      });
    }
    paperOf(canvas, newSeed(random), 1);
  },
};

/** The rings of a plank: long waves along x, crowded here and there. */
function woodGrain(seed: number): Field {
  const [bend, fine] = [fractal(seed, 1.6, 3), noise(seed + 7, 220)];
  return (x, y) => {
    const rings = y * 46 + 7 * bend(x * 0.45, y * 1.6);
    return Math.sin(2 * Math.PI * rings) * 0.55 + 0.7 * fine(x * 0.05, y);
  };
}
