import type { Manifest } from '../kit/figure-manifest.ts';
import { filmSaveLabels } from '../shared/films/film-saves.ts';
import { configOf, kinds, model } from './state.ts';

const { models, side } = kinds[model.defaults.at];

export const manifest: Manifest = {
  name: 'interpolation',
  title: 'In between',
  width: 'wide',
  experiments: ['interpolation'],
  networks: models,
  offers: Object.values(kinds).flatMap((kind) => kind.models),
  model,
  posters: { interpolation: () => import('./poster.ts') },
  samples: ({ noise }) => ({
    interpolation: {
      config: { ...configOf(model.defaults, [noise(side), noise(side)]), steps: 3 },
      frames: 8,
    },
  }),
  saves: ['Save film strip', ...filmSaveLabels],
};
