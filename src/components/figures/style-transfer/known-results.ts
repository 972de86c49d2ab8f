import type { Results } from './results.ts';

type Written = Pick<Results, 'size' | 'variants' | 'results'>;
const folder = '../../../../content/posters';
const files = import.meta.glob<Written>(
  ['../../../../content/posters/style-transfer.json', '../../../../content/posters/coarse-to-fine.json'],
  { import: 'default', eager: true },
);
const nothing: Written = { size: 256, variants: {}, results: {} };

/** What was computed in advance: nothing before the scripts have run. */
export const results: readonly [full: Results, coarseToFine: Results] = [
  {
    ...(files[`${folder}/style-transfer.json`] ?? nothing),
    ...{ coarseToFine: false, folder: 'posters/style-transfer', ending: 'jpg' },
  },
  {
    ...(files[`${folder}/coarse-to-fine.json`] ?? nothing),
    ...{ coarseToFine: true, folder: 'posters/coarse-to-fine', ending: 'webp' },
  },
];
