import { tf, type Tensor4D } from '../../engine/tf.ts';
import { gaussian, seededRandom } from '../../random/seeded.ts';
import type { Norm } from './steps.ts';

/**
 * A random perturbation in the ball ‖δ‖ <= ε, uniform in volume (L2) or in the cube (L∞).
 * @param shape of one image, [1, h, w, c]
 * @returns the caller disposes
 */
export function randomPerturbation(
  shape: [number, number, number, number],
  norm: Norm,
  eps: number,
  seed: number,
): Tensor4D {
  const random = seededRandom(seed);
  const size = shape.reduce((product, side) => product * side, 1);
  if (norm === 'Linf') {
    return tf.tensor4d(
      Float32Array.from({ length: size }, () => eps * (2 * random() - 1)),
      shape,
    );
  }
  const direction = Float32Array.from({ length: size }, () => gaussian(random));
  // Volume grows as radius^d: in an image's many dimensions almost every point is near the shell.
  const scale = (eps * random() ** (1 / size)) / Math.hypot(...direction);
  return tf.tensor4d(
    direction.map((value) => value * scale),
    shape,
  );
}
