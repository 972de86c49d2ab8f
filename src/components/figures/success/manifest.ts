import type { Manifest } from '../kit/figure-manifest.ts';

/** Drawn from a measured file: there is nothing to compute, and nothing that a link could hold. */
export const manifest: Manifest = {
  name: 'success',
  title: 'How often it works',
  width: 'wide',
  experiments: [],
  networks: [],
  posters: {},
  saves: [],
};
