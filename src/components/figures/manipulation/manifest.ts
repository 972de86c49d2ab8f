import type { Manifest } from '../kit/figure-manifest.ts';
import { configOf, model, models } from './state.ts';

export const manifest: Manifest = {
  name: 'manipulation',
  title: 'One coordinate, brought into a picture',
  width: 'wide',
  experiments: ['manipulation'],
  networks: models,
  model,
  posters: { manipulation: () => import('./poster.ts') },
  samples: ({ noise }) => ({
    manipulation: { config: { ...configOf(model.defaults, noise(40)), until: 50, steps: 20 }, frames: 24 },
  }),
  saves: ['Save pictures'],
};
