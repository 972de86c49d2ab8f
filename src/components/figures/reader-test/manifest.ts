import type { Manifest } from '../kit/figure-manifest.ts';
import { readers } from '../shared/digits/fooling.ts';
import { model } from './state.ts';

export const manifest: Manifest = {
  name: 'reader-test',
  title: 'A test for readers: name twenty altered digits',
  width: 'wide',
  experiments: ['attack', 'predict'],
  networks: readers,
  model,
  posters: { 'reader-test': () => import('./poster.ts') },
  saves: [],
};
