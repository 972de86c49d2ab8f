import type { Manifest } from '../kit/figure-manifest.ts';
import { configOf, model, pairs } from './state.ts';

export const manifest: Manifest = {
  name: 'near-twins',
  title: 'Near twins: two pictures, one representation',
  width: 'wide',
  experiments: ['inversion'],
  networks: pairs[model.defaults.at].models,
  model,
  posters: { 'near-twins': () => import('./poster.ts') },
  samples: ({ noise }) => ({
    inversion: {
      config: { ...configOf(model.defaults, noise(32), { ...noise(32), pixels: new Float32Array(3072) }) },
      frames: 20,
    },
  }),
  saves: ['Save pictures'],
};
