import type { Manifest } from '../kit/figure-manifest.ts';
import { model, saveSizes } from './state.ts';

/** Shows one of the site's own paintings, and paints the others without a network. */
export const manifest: Manifest = {
  name: 'paint',
  title: 'Paint your own style',
  width: 'wide',
  experiments: [],
  networks: [],
  model,
  posters: {},
  saves: saveSizes.map((size) => `Save ${size} × ${size}`),
};
