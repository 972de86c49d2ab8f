import type { Manifest } from '../kit/figure-manifest.ts';
import { configOf, model } from './state.ts';

export const manifest: Manifest = {
  name: 'train-yourself',
  title: 'Two networks that you train yourself',
  width: 'full',
  experiments: ['training'],
  // It downloads none: it makes its own.
  networks: [],
  model,
  posters: { 'train-yourself': () => import('./poster.ts') },
  samples: ({ digit }) => {
    const digits = Array.from({ length: 12 }, (_, i) => digit(i % 10));
    const few = {
      pixels: Uint8Array.from(
        digits.flatMap((pixels) => Array.from(pixels, (grey) => Math.round(255 * grey))),
      ),
      labels: Uint8Array.from(digits, (_, i) => i % 10),
    };
    return {
      training: {
        config: {
          ...configOf(model.defaults, { digits: few, heldOut: few }, 2),
          width: 8,
          batch: 4,
          batchesPerFrame: 1,
          frames: 40,
          measure: { digits: 4, first: [], every: 1, attack: { norm: 'L2', eps: 1.5, steps: 1 } },
          shown: [7, 2],
        },
        frames: 40,
      },
    };
  },
  saves: ['Save networks'],
};
