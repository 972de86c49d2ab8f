import type { Manifest } from '../kit/figure-manifest.ts';
import { model } from './choices.ts';
import { layers, net } from './state.ts';

export const manifest: Manifest = {
  name: 'gram',
  title: 'What a style is, to a network',
  width: 'wide',
  experiments: ['gram'],
  networks: [net],
  model,
  posters: { gram: () => import('./poster.ts') },
  samples: ({ noise }) => ({
    gram: { config: { picture: noise(64), model: net, layer: layers[1]! }, frames: 20 },
  }),
  saves: [],
};
