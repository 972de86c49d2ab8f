import type { Manifest } from '../kit/figure-manifest.ts';
import { pictures } from '../shared/site-pictures/catalogue.ts';
import { modelOf, methodViews } from './state.ts';

const names = (part: keyof typeof pictures) => pictures[part].map(({ name }) => name);

export const manifest: Manifest = {
  name: 'classical',
  title: 'Three painters without a network',
  width: 'full',
  experiments: [],
  networks: [],
  model: modelOf({ contents: names('content'), styles: names('style') }),
  posters: { classical: () => import('./poster.ts') },
  saves: methodViews.map(({ name }) => `Save ${name}`),
};
