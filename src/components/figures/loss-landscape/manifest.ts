import type { Manifest } from '../kit/figure-manifest.ts';
import { kinds, model } from './state.ts';

export const manifest: Manifest = {
  name: 'loss-landscape',
  title: 'The loss around a picture, as a landscape',
  width: 'wide',
  experiments: ['attack', 'plane', 'predict'],
  networks: kinds[model.defaults.of].models,
  offers: Object.values(kinds).flatMap(({ models }) => models),
  model,
  posters: { 'loss-landscape': () => import('./poster.ts') },
  saves: ['Save pictures'],
};
