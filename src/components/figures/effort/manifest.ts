import type { Manifest } from '../kit/figure-manifest.ts';
import { networks } from './protocol.ts';
import { groups, model } from './state.ts';

export const manifest: Manifest = {
  name: 'effort',
  title: 'Against effort',
  width: 'full',
  experiments: ['styleTransfer'],
  networks: groups[model.defaults.run].map((name) => networks[name].model),
  offers: Object.values(networks).map(({ model }) => model),
  model,
  // Its pictures in advance take an hour: npm run effort computes them.
  posters: {},
  saves: ['Save pictures'],
};
