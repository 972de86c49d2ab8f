import type { Net } from '../engine/models.ts';
import { tf, type Scalar, type Tensor, type Tensor4D } from '../engine/tf.ts';
import type { Objective } from './objective.ts';
import { relativeDistance, type Target } from './relative-distance.ts';

/** Below, two activations are the same: the root of their distance has no gradient there. */
const smallest = 1e-12;

/** A layer of a net for a picture, as it is; the caller's tidy's. */
export const layerOf = (net: Net, picture: Tensor4D, layer: string): Tensor =>
  net(picture, { upTo: layer })[layer]!;

/**
 * How far a layer has moved, as a share of how far apart it holds two pictures: −‖f(x) − f(a)‖₂ / ‖f(b) − f(a)‖₂, to
 * be made small, so that the layer moves as far as it can. What Ilyas et al. call R(f) is the mean of the numerator over
 * that of the denominator ("A Discussion of 'Adversarial Examples Are Not Bugs, They Are Features'", 2019).
 *
 * @param from f(a); stays the caller's, and must live as long as the objective
 * @param apart ‖f(b) − f(a)‖₂, above 0
 */
export function layerChange(net: Net, layer: string, from: Tensor, apart: number): Objective {
  const origin: Target = { value: from, scale: tf.scalar(1 / apart ** 2) };
  return {
    names: ['change'],
    look(picture, view) {
      const square = relativeDistance(layerOf(net, view ? view(picture) : picture, layer), origin);
      return { parts: [tf.sub(0, tf.sqrt(tf.maximum(square, smallest))) as Scalar] };
    },
    dispose: () => origin.scale.dispose(),
  };
}
