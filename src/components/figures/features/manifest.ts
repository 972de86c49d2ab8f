import type { Manifest } from '../kit/figure-manifest.ts';
import { configOf } from './config.ts';
import { kindNames, kinds } from './kinds.ts';
import { model } from './state.ts';

export const manifest: Manifest = {
  name: 'features',
  title: 'What does it look for?',
  width: 'full',
  experiments: ['activationMaximisation'],
  networks: kinds[model.defaults.of].networks,
  offers: kindNames.flatMap((of) => kinds[of].networks),
  model,
  posters: { features: () => import('./poster.ts') },
  samples: () => ({
    activationMaximisation: {
      config: configOf({ of: 'ten', unit: kinds.ten.first, seed: 1 }, 'noise'),
      frames: 12,
    },
  }),
  saves: ['Save pictures'],
};
