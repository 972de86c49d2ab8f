import { EngineError } from '../engine/errors.ts';
import type { Net } from '../engine/models.ts';
import { tf, type Scalar } from '../engine/tf.ts';
import { classLogit } from './logit.ts';
import type { Objective } from './objective.ts';

/** A unit of a net: a class by its logit, or a coordinate of the representation. */
export interface Unit {
  layer: 'logits' | 'representation';
  /** From 0. */
  index: number;
}

/**
 * Makes a unit's activation large (Erhan et al. 2009, "Visualizing higher-layer features of a deep network"); its one
 * part, `activation`, is what is to be small, so that it is the activation with its sign turned. Before the
 * representation the ReLU has the identity for its gradient, without which a silent coordinate stays silent.
 *
 * It throws a ConfigError when it looks, if the layer has no such unit.
 */
export function unitObjective(net: Net, { layer, index }: Unit): Objective {
  const options = layer === 'representation' ? { fakeRelu: true } : {};
  return {
    names: ['activation'],
    look(picture, view) {
      const { logits, ...seen } = net(view ? view(picture) : picture, options);
      const values = layer === 'logits' ? logits! : seen[layer]!;
      requireUnit(layer, index, values.shape[1]!);
      return { parts: [tf.neg(classLogit(values, index)) as Scalar], seen: { logits: logits! } };
    },
    dispose: () => undefined,
  };
}

/** @throws ConfigError */
export function requireUnit(layer: string, index: number, count: number): void {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw new EngineError(
    'ConfigError',
    `Expected the unit of the ${layer} to be a whole number from 0 to ${count - 1}, got ${index}.`,
  );
}
