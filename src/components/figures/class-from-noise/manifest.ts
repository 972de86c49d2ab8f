import type { Manifest } from '../kit/figure-manifest.ts';
import { configOf, model, models } from './state.ts';

export const manifest: Manifest = {
  name: 'class-from-noise',
  title: 'A class, drawn from noise',
  width: 'wide',
  experiments: ['activationMaximisation'],
  networks: models,
  model,
  posters: { 'class-from-noise': () => import('./poster.ts') },
  samples: () => ({
    activationMaximisation: { config: { ...configOf(model.defaults), roll: 2 }, frames: 40 },
  }),
  saves: ['Save pictures'],
};
