import { tf, type Tensor, type Tensor4D } from '../engine/tf.ts';
import { gaussian } from './seeded.ts';

/** What a picture is made of while it is optimised: numbers of any range, and the way from them to pixels and back. */
export interface Parameterisation {
  /** The picture [1, height, width, 3] of some parameters; differentiable. */
  decode(parameters: Tensor): Tensor4D;
  /** The parameters of a picture, as near as they can be; new, the caller disposes. */
  encode(picture: Tensor4D): Tensor;
  /** The parameters of a grey picture with a little noise; new, the caller disposes. */
  noise(random: () => number): Tensor;
  dispose(): void;
}

/** Standard deviation of a pixel's noise. */
const deviation = 1 / 20;

/** The pixels themselves, free to leave [0, 1] on the way. */
export function pixelParameterisation(height: number, width: number): Parameterisation {
  return {
    decode: (parameters) => parameters as Tensor4D,
    encode: (picture) => picture.clone(),
    noise(random) {
      const values = Float32Array.from({ length: height * width * 3 }, () =>
        Math.min(1, Math.max(0, 0.5 + deviation * gaussian(random))),
      );
      return tf.tensor4d(values, [1, height, width, 3]);
    },
    dispose: () => undefined,
  };
}
