import type { Manifest } from '../kit/figure-manifest.ts';
import { model, models } from './state.ts';

export const manifest: Manifest = {
  name: 'finish-my-drawing',
  title: 'Finish my drawing',
  width: 'wide',
  experiments: ['classSynthesis'],
  networks: models,
  model,
  posters: { 'finish-my-drawing': () => import('./poster.ts') },
  saves: ['Save pictures'],
};
