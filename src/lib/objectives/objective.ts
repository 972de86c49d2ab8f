import type { Scalar, Tensor, Tensor4D } from '../engine/tf.ts';
import type { View } from '../moves/view.ts';

/** What an objective says of a picture. All of it belongs to the caller's tidy. */
export interface Look {
  /** In the order of the objective's names; their sum is what is made small. Differentiable. */
  parts: Scalar[];
  /** What was computed on the way and costs nothing more: `logits`, say, of the picture through the view. */
  seen?: Record<string, Tensor>;
}

/** What is made small by changing a picture. It may hold tensors. */
export interface Objective {
  /** What the parts of the loss are called. */
  readonly names: readonly string[];
  /**
   * @param picture [n, height, width, channels], n being 1 where nothing else is said, in [0, 1] or a little beyond
   * @param view what a net is shown of it; all of it if not said
   */
  look(picture: Tensor4D, view?: View): Look;
  dispose(): void;
}
