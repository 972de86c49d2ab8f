import { interpolateRgbBasis, rgb, ticks as niceTicks } from 'd3';
import type { LossGrid } from './grid.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** From a loss of nothing to the top, as an atlas tints land: light grows all the way, so that grey paper keeps it. */
const tint = interpolateRgbBasis(['#1f5560', '#2f7a76', '#6fa36c', '#c9b75e', '#efd48a', '#fbf0d3']);

/** The tint of a share of the scale, each part in 0 to 1. */
export function colourAt(share: number): Colour {
  const { r, g, b } = rgb(tint(Math.max(0, Math.min(1, share))));
  return [r / 255, g / 255, b / 255];
}

/** The one scale of both surfaces, of height and of colour. */
export interface Scale {
  /** The loss that is as high as the box, in nats. */
  top: number;
  /** Where it is written how high one is. */
  ticks: readonly number[];
}

/** Never less than this, so that two flat surfaces look flat. */
const leastTop = 1;

export function scaleOf(grids: readonly LossGrid[]): Scale {
  const most = grids.reduce((all, { losses }) => losses.reduce((a, b) => Math.max(a, b), all), leastTop);
  const ticks = niceTicks(0, most, 4);
  const step = ticks[1]! - ticks[0]!;
  return { top: most, ticks: ticks.filter((tick) => tick <= most + 0.01 * step) };
}

/** Losses at which a line of equal height runs: five to each tick. */
export function contoursOf({ top, ticks }: Scale): number[] {
  const step = (ticks[1]! - ticks[0]!) / 5;
  return Array.from({ length: Math.floor(top / step) }, (_, i) => (i + 1) * step).filter(
    (level) => level < top,
  );
}
