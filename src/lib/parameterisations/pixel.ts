import { tf, type Tensor4D } from '../engine/tf.ts';
import { gaussian } from '../random/seeded.ts';
import type { Parameterisation } from './parameterisation.ts';

/** Standard deviation of a pixel's noise. */
const deviation = 1 / 20;

/** The pixels themselves, free to leave [0, 1] on the way. */
export function pixelParameterisation(height: number, width: number, channels = 3): Parameterisation {
  return {
    decode: (parameters) => parameters as Tensor4D,
    encode: (picture) => picture.clone(),
    noise(random) {
      const values = Float32Array.from({ length: height * width * channels }, () =>
        Math.min(1, Math.max(0, 0.5 + deviation * gaussian(random))),
      );
      return tf.tensor4d(values, [1, height, width, channels]);
    },
    dispose: () => undefined,
  };
}
