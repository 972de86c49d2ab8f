import type { Manifest } from '../kit/figure-manifest.ts';
import { configOf, model, models } from './state.ts';

export const manifest: Manifest = {
  name: 'inversion',
  title: 'Inversion: from a representation back to a picture',
  width: 'wide',
  experiments: ['inversion'],
  networks: models,
  model,
  posters: { inversion: () => import('./poster.ts') },
  samples: ({ noise }) => ({
    inversion: { config: configOf(model.defaults, noise(32), ['noise', noise(32)]), frames: 20 },
  }),
  saves: ['Save pictures'],
};
