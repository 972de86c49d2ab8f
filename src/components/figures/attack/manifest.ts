import type { Manifest } from '../kit/figure-manifest.ts';
import { judge, model, models } from './state.ts';

/** A direction of length one that touches only the pixels from `begin` on. */
const direction = (begin: number) => new Float32Array(784).fill(0.1, begin, begin + 100);

export const manifest: Manifest = {
  name: 'attack',
  title: 'One attack, step by step',
  width: 'full',
  experiments: ['attack', 'plane', 'predict'],
  networks: [...models, judge],
  model,
  posters: { attack: () => import('./poster.ts') },
  samples: ({ digit }) => ({
    attack: {
      config: {
        image: digit(5),
        label: 5,
        norm: 'L2',
        eps: 1.5,
        stepSize: 0.1,
        steps: 200,
        randomStart: true,
        seed: 3,
        models,
      },
      frames: 200,
    },
    plane: {
      config: {
        origin: digit(5),
        u: direction(200),
        v: direction(400),
        centre: [0, 0],
        extent: 2,
        side: 33,
        model: models[1],
      },
      frames: 60, // each of them 64 pictures
    },
    predict: { config: { image: digit(5), models }, frames: 200 },
  }),
  saves: ['Save pictures'],
};
