import { ownAttackStep } from '../../engine/ops/attack-step.ts';
import { tf, type Tensor4D } from '../../engine/tf.ts';

/** The norms in which a perturbation's size is measured; L2 is taken over the whole image, pixels in [0, 1]. */
export type Norm = 'L2' | 'Linf';

/**
 * A vector shorter than this is treated as this long, as in training/attacks.py, so that a vanished gradient gives
 * zeros and not NaN. Adding it instead would shorten every step of a confident net, whose gradients reach 1e-9.
 */
const smallest = 1e-12;

/** The L2 norm of each image, at least `smallest`. @param x [n, h, w, c] @returns [n, 1, 1, 1] */
function norm2(x: Tensor4D): Tensor4D {
  return tf.maximum(tf.sqrt(tf.sum(tf.square(x), [1, 2, 3], true)), smallest);
}

/**
 * The steepest direction of length one: g / ‖g‖₂ in L2, sign(g) in L∞ (Madry et al. 2017, section 2.1).
 * @param gradient [n, h, w, c]
 */
export function steepest(gradient: Tensor4D, norm: Norm): Tensor4D {
  if (norm === 'Linf') return tf.sign(gradient);
  return tf.tidy(() => tf.div(gradient, norm2(gradient)));
}

/**
 * The nearest perturbation inside the ball ‖δ‖ <= ε.
 * @param delta [n, h, w, c]
 * @param eps one for all, or [n, 1, 1, 1]
 */
export function projectToBall(delta: Tensor4D, eps: number | Tensor4D, norm: Norm): Tensor4D {
  return tf.tidy(() => {
    if (norm === 'Linf') return tf.maximum(tf.minimum(delta, eps), tf.mul(eps, -1));
    return tf.mul(delta, tf.minimum(1, tf.div(eps, norm2(delta))));
  });
}

/** The nearest picture: every pixel in [0, 1]. */
export function clampToBox(x: Tensor4D): Tensor4D {
  return tf.clipByValue(x, 0, 1);
}

/**
 * One step of an attack on many pictures at once: along the steepest direction, back into each one's own ball around
 * its origin, and into the box (Madry et al. 2017, section 2.1).
 * @param x where they are, origin, gradient: [n, h, w, c]
 */
export function attackStep(
  x: Tensor4D,
  origin: Tensor4D,
  gradient: Tensor4D,
  { norm, eps, size }: { norm: Norm; eps: number; size: number },
): Tensor4D {
  const ours = norm === 'L2' ? ownAttackStep(x, origin, gradient, { size, eps, smallest }) : undefined;
  if (ours) return ours;
  return tf.tidy(() => {
    const offset = tf.add(tf.sub(x, origin), tf.mul(steepest(gradient, norm), size)) as Tensor4D;
    return clampToBox(tf.add(origin, projectToBall(offset, eps, norm)));
  });
}
