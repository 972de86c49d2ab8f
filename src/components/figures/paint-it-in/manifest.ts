import type { Manifest } from '../kit/figure-manifest.ts';
import { model, models } from './state.ts';

export const manifest: Manifest = {
  name: 'paint-it-in',
  title: 'Paint it in',
  width: 'wide',
  experiments: ['maskedPainting'],
  networks: models,
  model,
  posters: { 'paint-it-in': () => import('./poster.ts') },
  samples: ({ noise }) => ({
    maskedPainting: {
      config: {
        models,
        pictures: [noise(40), noise(40)],
        mask: Float32Array.from({ length: 1600 }, (_, i) => (i % 40 > 4 && i % 40 < 30 ? 0.5 : 0)),
        class: 92,
        window: 32,
        colours: 'brightness',
        step: 0.3,
        steps: 12,
        roll: 2,
        seed: 1,
      },
      frames: 24,
    },
  }),
  saves: ['Save picture', 'Save the standard network’s'],
};
