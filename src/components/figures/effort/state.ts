import poster from '../../../../content/posters/effort.json' with { type: 'json' };
import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { cells } from './cells.ts';
import { networkNames, sizes, type NetworkName } from './protocol.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface EffortState {
  /** Content and style, as in "allium-points". */
  pair: string;
  /** Which of the pictures that were computed in advance is on show: 0 the photograph, then the cells. */
  at: number;
  /** Which networks the reader's device runs. */
  run: GroupName;
  /** Of L-BFGS at each size. */
  iterations: PerSize;
  frame: number;
}

/** Networks that run together. */
export const groups = {
  photos: ['photos-standard', 'photos-robust'],
  cifar: ['standard', 'robust'],
  vgg: ['vgg'],
  all: networkNames,
} as const satisfies Record<string, readonly NetworkName[]>;
export type GroupName = keyof typeof groups;

export const perSize = [20, 40, 80, 240] as const;
export type PerSize = (typeof perSize)[number];

/** Those that were computed in advance, the widest gap first. */
export const pairs: readonly string[] = poster.pairs;

export const model = figureModel<EffortState>({
  defaults: { pair: pairs[0]!, at: cells.length, run: 'photos', iterations: 20, frame: 0 },
  fields: {
    pair: oneOf(pairs),
    at: look(integer(0, cells.length)),
    run: oneOf(Object.keys(groups) as GroupName[]),
    iterations: oneOf(perSize),
    frame: look(integer(0, sizes.length * perSize.at(-1)!)),
  },
  sane: (state) => ({
    ...state,
    frame: state.frame > sizes.length * state.iterations ? 0 : state.frame,
  }),
  frame: 'frame',
});
