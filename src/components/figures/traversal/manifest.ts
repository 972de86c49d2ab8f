import type { Manifest } from '../kit/figure-manifest.ts';
import { filmSaveLabels } from '../shared/films/film-saves.ts';
import { judge, model, models } from './state.ts';

export const manifest: Manifest = {
  name: 'traversal',
  title: 'A digit pushed to another class',
  width: 'wide',
  experiments: ['traversal'],
  networks: [...models, judge],
  model,
  // The strips over the article's title are of the same run.
  posters: { traversal: () => import('./poster.ts'), hero: () => import('./hero-poster.ts') },
  samples: ({ digit }) => ({
    traversal: {
      config: { start: digit(5), target: 0, steps: 300, stepSize: 0.05, models, judge },
      frames: 200,
    },
  }),
  saves: ['Save film strip', ...filmSaveLabels],
};
