import type { InterpolationFrame } from '../../../lib/experiments/interpolation.ts';

/** A picture: computed live (rgba), or read from the poster (src). */
export interface View {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
}

/** A network's picture, with its distance to the mix of the representations, and that of the cross-fade. */
export type NetView = View & { distance: number; began: number };

/** One place of the way. */
export interface Shot {
  /** From 0. */
  step: number;
  /** The share of the second picture, λ. */
  share: number;
  fade: View;
  /** Standard, robust. */
  views: readonly NetView[];
}

const viewOf = (image: Uint8ClampedArray<ArrayBuffer>): View => ({ rgba: image });

export const shotOf = ({ step, of, fade, views }: InterpolationFrame): Shot => ({
  step,
  share: step / of,
  fade: viewOf(fade),
  views: views.map(({ image, distance, began }) => ({ ...viewOf(image), distance, began })),
});

/** A share as it is written beside a picture: 0, .14, 1. */
export const shareWords = (share: number): string => String(Number(share.toFixed(2))).replace(/^0(?=\.)/, '');
