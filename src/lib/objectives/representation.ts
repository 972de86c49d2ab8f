import type { Net } from '../engine/models.ts';
import { tf, type Scalar, type Tensor, type Tensor1D, type Tensor4D } from '../engine/tf.ts';
import type { Objective } from './objective.ts';

/** Below, two activations are the same: the root of their distance has no gradient there. */
const smallest = 1e-12;

/**
 * What a net makes of a picture in one layer. Before the representation the ReLU has the identity for its gradient.
 * @returns the caller's tidy's
 */
export function activationOf(net: Net, picture: Tensor4D, layer: string): Tensor {
  return net(picture, { upTo: layer, ...(layer === 'representation' && { fakeRelu: true }) })[layer]!;
}

/**
 * How far a picture's representation is from another's: ‖r(x) − r(t)‖₂ / ‖r(t)‖₂ (Engstrom et al. 2019, "Adversarial
 * Robustness as a Prior for Learned Representations", section 4.1). Of several pictures it is the sum, so that each goes
 * its own way; `seen` has the `distances` [n].
 *
 * @param target [1, ...], of the layer's shape, or [n, ...], one for each picture; the objective's from now on
 * @param layer `representation`, or one with places
 */
export function representationDistance(net: Net, target: Tensor, layer = 'representation'): Objective {
  const scale = tf.tidy(() => tf.div(1, tf.maximum(squaredLengths(target), smallest)));
  return {
    names: ['distance'],
    look(picture, view) {
      const found = activationOf(net, view ? view(picture) : picture, layer);
      const squares = tf.mul(squaredLengths(tf.sub(found, target)), scale);
      const distances = tf.sqrt(tf.maximum(squares, smallest)) as Tensor1D;
      return { parts: [tf.sum(distances) as Scalar], seen: { distances } };
    },
    dispose: () => tf.dispose([target, scale]),
  };
}

/** Of each of n activations, [n]; line by line, since single precision loses digits in one long sum. */
function squaredLengths(x: Tensor): Tensor1D {
  const [n, ...places] = x.shape as [number, ...number[]];
  const lines = tf.sum(tf.square(tf.reshape(x, [n, -1, places.at(-1)!])), 2);
  return tf.sum(lines, 1);
}
