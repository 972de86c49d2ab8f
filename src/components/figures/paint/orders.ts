import type { HandName, PaintOptions } from '../../../lib/painter/index.ts';

/** What the page asks its painter for. A new order ends the one before. */
export interface Order {
  id: number;
  hand: HandName;
  options: Omit<PaintOptions, 'size'>;
  /** Paints the picture at each of these sizes in turn: a quick one to look at, then the real one. */
  sizes: readonly number[];
  /** Whether the page wants to see it come into being. */
  watched: boolean;
}

/** What the painter tells the page. */
export interface Report {
  id: number;
  /** How much of the order is done, in [0, 1]. */
  done: number;
  /** The picture as it stands, RGBA, of this side; only now and then. */
  picture?: { size: number; rgba: Uint8ClampedArray<ArrayBuffer> };
}
