import type { Manifest } from '../kit/figure-manifest.ts';
import { model } from './state.ts';

/** Drawn from a measured file: there is nothing to compute. */
export const manifest: Manifest = {
  name: 'success',
  title: 'How often it works',
  width: 'wide',
  experiments: [],
  networks: [],
  model,
  posters: {},
  saves: [],
};
