import type { Net } from '../engine/models.ts';
import { withGradient } from '../engine/gradient.ts';
import { tf, type Tensor2D, type Tensor4D } from '../engine/tf.ts';
import { labelsCrossEntropy } from '../objectives/cross-entropy.ts';
import { attackStep, type Norm } from '../optimizers/pgd/steps.ts';

/** An attack on many pictures at once, from the pictures themselves. */
export interface BatchAttack {
  norm: Norm;
  /** Radius of the ball. */
  eps: number;
  steps: number;
}

/** Steps are this many radii long all together: an attack can cross the ball and walk its edge. */
const radii = 2.5;

/**
 * PGD (Madry et al. 2017, section 2.1): steps of 2.5 ε / steps uphill on each picture's own cross-entropy, back into its
 * own ball and into the box after each.
 *
 * @param images [n, height, width, channels] in [0, 1]
 * @param labels [n, classes], one-hot
 * @returns the perturbed pictures; the caller disposes
 */
export function attackBatch(
  net: Net,
  images: Tensor4D,
  labels: Tensor2D,
  { norm, eps, steps }: BatchAttack,
): Tensor4D {
  let x: Tensor4D = images.clone();
  if (eps === 0) return x;
  for (let step = 0; step < steps; step++) {
    const gradient = gradientBatch(net, x, labels);
    const moved = attackStep(x, images, gradient, { norm, eps, size: (radii * eps) / steps });
    gradient.dispose();
    x.dispose();
    x = moved;
  }
  return x;
}

/** The gradient of each picture's own cross-entropy wrt that picture, of their shape; the caller disposes. */
export function gradientBatch(net: Net, images: Tensor4D, labels: Tensor2D): Tensor4D {
  return tf.tidy(
    () =>
      withGradient(images, (x) => ({ loss: labelsCrossEntropy(net(x)['logits']!, labels), keep: {} }))
        .gradient,
  );
}
