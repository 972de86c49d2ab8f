import type { Manifest } from '../kit/figure-manifest.ts';
import { configOf, model, models, side } from './state.ts';

export const manifest: Manifest = {
  name: 'imagine',
  title: 'Imagine: new pictures out of a blur',
  width: 'wide',
  experiments: ['classSynthesis'],
  networks: models,
  model,
  posters: { imagine: () => import('./poster.ts') },
  samples: ({ noise }) => ({
    classSynthesis: {
      config: { ...configOf(model.defaults, [noise(side)]), eps: 2 },
      frames: 40,
    },
  }),
  saves: ['Save picture', 'Save wall'],
};
