import { newSeed } from '../chance.ts';
import { weave } from '../ground.ts';
import type { Hand } from '../hand.ts';
import { light } from '../impasto.ts';
import { fillPatches } from '../patches.ts';
import { discs } from '../scenes/discs.ts';

/** Discs within discs, bars and diagonals: hard edges, and inside of them the brush. */
export const circles: Hand = {
  title: 'Hard edges',
  subject: 'discs of coloured rings, with bars and diagonals',
  palette: 'primary',
  measures: {
    width: 'Ring width',
    length: 'Stroke length',
    turbulence: 'Sectors',
    density: 'Discs',
    relief: 'Impasto',
  },
  ground: ({ paper }) => paper,

  *paint(studio) {
    const { canvas, measures, random } = studio;
    weave(canvas, newSeed(random), 150, measures.relief);
    const patchAt = discs(studio);
    const [width, length] = [0.0125, 0.06 * measures.length];
    yield* fillPatches(
      canvas,
      patchAt,
      { width, length, layers: 4.2, thickness: 0.3 * measures.relief, variety: 0.75 },
      random,
    );
    light(canvas, 0.8 * measures.relief);
  },
};
