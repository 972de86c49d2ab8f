import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { layersOf, periodOf, type Shape } from './paths.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface OverlapState {
  kernel: number;
  stride: number;
  /** Downsamplings on top of each other. */
  depth: number;
  /** At a stride, or on averages. */
  by: 'stride' | 'average';
  /** The pixel whose writers are marked, from 0; the last one on show where there are fewer. */
  pixel: number;
}

export const ranges = {
  kernel: { min: 1, max: 6 },
  stride: { min: 1, max: 4 },
  depth: { min: 1, max: 3 },
} as const;

export const defaults: OverlapState = { kernel: 3, stride: 2, depth: 1, by: 'stride', pixel: 11 };

/** Most pixels that are ever on show. */
const most = 64;

export const model = figureModel<OverlapState>({
  defaults,
  fields: {
    kernel: integer(ranges.kernel.min, ranges.kernel.max),
    stride: integer(ranges.stride.min, ranges.stride.max),
    depth: integer(ranges.depth.min, ranges.depth.max),
    by: oneOf(['stride', 'average']),
    pixel: look(integer(0, most - 1)),
  },
});

export const shapeOf = ({ kernel, stride, depth, by }: OverlapState): Shape => ({
  kernel,
  stride,
  depth,
  averaged: by === 'average',
});

/** Pixels on show: enough for the pattern to repeat at least twice, where it can. */
export function windowOf(state: OverlapState): number {
  const period = periodOf(layersOf(shapeOf(state)));
  return period <= 8 ? 24 : period <= 16 ? 32 : most;
}

interface Preset {
  label: string;
  set: Pick<OverlapState, 'kernel' | 'stride' | 'by'>;
}

/** What residual networks have, and what can be done about it. */
export const presets: Preset[] = [
  { label: 'ResNet: 3×3, stride 2', set: { kernel: 3, stride: 2, by: 'stride' } },
  { label: 'Its shortcut: 1×1, stride 2', set: { kernel: 1, stride: 2, by: 'stride' } },
  { label: 'Divisible: 4×4, stride 2', set: { kernel: 4, stride: 2, by: 'stride' } },
  { label: 'Pooling, or a 2×2 shortcut', set: { kernel: 2, stride: 2, by: 'stride' } },
  { label: 'Anti-aliased: average 2×2, then 3×3', set: { kernel: 3, stride: 2, by: 'average' } },
];

export const matches = (state: OverlapState, { set }: Preset) =>
  state.kernel === set.kernel && state.stride === set.stride && state.by === set.by;
