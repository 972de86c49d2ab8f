import type { Manifest } from '../kit/figure-manifest.ts';
import { netIds } from './nets.ts';
import { configOf, model } from './state.ts';

export const manifest: Manifest = {
  name: 'layer-robustness',
  title: 'How robust is a layer?',
  width: 'wide',
  experiments: ['layerRobustness'],
  networks: [model.defaults.net],
  offers: netIds,
  model,
  posters: { 'layer-robustness': () => import('./poster.ts') },
  samples: ({ noise }) => ({
    layerRobustness: {
      config: configOf(model.defaults, noise(32), {
        width: 32,
        height: 32,
        pixels: new Float32Array(32 * 32 * 3).fill(0.5),
      }),
      frames: 20,
    },
  }),
  saves: ['Save pictures'],
};
