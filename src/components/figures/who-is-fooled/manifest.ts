import type { Manifest } from '../kit/figure-manifest.ts';
import { readers } from '../shared/digits/fooling.ts';
import { model } from './state.ts';

export const manifest: Manifest = {
  name: 'who-is-fooled',
  title: 'Who else is fooled?',
  width: 'wide',
  experiments: ['attack', 'predict'],
  networks: readers,
  model,
  posters: { 'who-is-fooled': () => import('./poster.ts') },
  saves: ['Save pictures'],
};
