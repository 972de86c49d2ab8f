import type { Manifest } from '../kit/figure-manifest.ts';
import { model } from './state.ts';

/** Counts, and needs nothing to count with. */
export const manifest: Manifest = {
  name: 'overlap',
  title: 'Where the grid comes from',
  width: 'wide',
  experiments: [],
  networks: [],
  model,
  posters: {},
  saves: [],
};
