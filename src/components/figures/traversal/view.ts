import type { TraversalFrame } from '../../../lib/experiments/traversal.ts';

/** One net's picture at one frame: computed live (pixels) or read from the poster (src). */
export interface View {
  pixels?: Float32Array;
  src?: string;
  /** Logits of all ten classes. */
  logits: ArrayLike<number>;
  /** The judge's probabilities. */
  judged: ArrayLike<number>;
  highFrequency: number;
}

/** What the figure draws at one frame, standard first, robust second. */
export interface Shot {
  step: number;
  views: [View, View];
}

/** `content/posters/traversal.json`: a finished traversal of the default state, at the film strip's frames. */
export interface TraversalPoster {
  steps: number;
  shots: Shot[];
}

export function shotOf(frame: TraversalFrame): Shot {
  const view = (i: number): View => {
    const { image, ...rest } = frame.views[i]!;
    return { pixels: image, ...rest };
  };
  return { step: frame.step, views: [view(0), view(1)] };
}
