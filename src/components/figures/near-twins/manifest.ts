import type { Manifest } from '../kit/figure-manifest.ts';
import { model, pairs, sides } from './state.ts';

export const manifest: Manifest = {
  name: 'near-twins',
  title: 'Near twins: two pictures, one representation',
  width: 'wide',
  experiments: ['inversion'],
  networks: pairs[model.defaults.at].models,
  offers: sides.flatMap((at) => pairs[at].models),
  model,
  posters: { 'near-twins': () => import('./poster.ts') },
  saves: ['Save pictures'],
};
