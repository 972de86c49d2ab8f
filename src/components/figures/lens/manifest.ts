import { equalWeights } from '../../../lib/experiments/style-layers.ts';
import type { Manifest } from '../kit/figure-manifest.ts';
import { modelOf, netNames } from './nets.ts';
import { defaults, model } from './state.ts';

export const manifest: Manifest = {
  name: 'lens',
  title: 'Textures from noise, under one lens',
  width: 'full',
  experiments: ['texture'],
  networks: [modelOf(defaults.net, defaults)],
  offers: netNames.flatMap((net) =>
    [false, true].map((antialiased) => modelOf(net, { ...defaults, antialiased })),
  ),
  model,
  // Its pictures are those that were measured: training/ computes them.
  posters: {},
  samples: ({ noise }) => ({
    texture: {
      config: {
        style: noise(32),
        size: { width: 36, height: 48 },
        model: modelOf('resnet-robust', { ...defaults, antialiased: true }),
        styleLayers: equalWeights('resnet'),
        tvWeight: 0,
        parameterisation: 'fourier',
        transforms: true,
        averagePooling: false,
        optimizer: 'adam',
        iterations: 30,
        seed: 3,
      },
      frames: 40,
    },
  }),
  saves: ['Save texture'],
};
