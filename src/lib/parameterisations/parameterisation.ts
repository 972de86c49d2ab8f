import type { Tensor, Tensor4D } from '../engine/tf.ts';

/** What a picture is made of while it is optimised: numbers of any range, and the way from them to pixels and back. */
export interface Parameterisation {
  /** The picture [1, height, width, channels] of some parameters; differentiable. */
  decode(parameters: Tensor): Tensor4D;
  /** The parameters of a picture, as near as they can be; new, the caller disposes. */
  encode(picture: Tensor4D): Tensor;
  /** The parameters of a grey picture with a little noise; new, the caller disposes. */
  noise(random: () => number): Tensor;
  dispose(): void;
}
