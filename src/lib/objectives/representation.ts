import type { Net } from '../engine/models.ts';
import { tf, type Scalar, type Tensor, type Tensor4D } from '../engine/tf.ts';
import type { Objective } from './objective.ts';
import { relativeDistance, targetOf } from './relative-distance.ts';

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
 * Robustness as a Prior for Learned Representations", section 4.1).
 *
 * @param target of the layer's shape; the objective's from now on
 * @param layer `representation`, or one with places
 */
export function representationDistance(net: Net, target: Tensor, layer = 'representation'): Objective {
  const wanted = targetOf(target);
  return {
    names: ['distance'],
    look(picture, view) {
      const found = activationOf(net, view ? view(picture) : picture, layer);
      const square = relativeDistance(found, wanted);
      return { parts: [tf.sqrt(tf.maximum(square, smallest)) as Scalar] };
    },
    dispose: () => tf.dispose([wanted.value, wanted.scale]),
  };
}
