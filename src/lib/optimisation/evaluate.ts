import { withGradient } from '../engine/gradient.ts';
import { addAll } from '../engine/ops/add-all.ts';
import { tf, type Tensor, type Tensor1D, type Tensor4D } from '../engine/tf.ts';
import type { View } from '../moves/view.ts';
import type { Objective } from '../objectives/objective.ts';
import type { Evaluation } from '../optimizers/optimizer.ts';
import type { Parameterisation } from '../parameterisations/parameterisation.ts';

export interface Glance {
  view?: View | undefined;
  /** [1, height, width, 1], or of the parameters' shape: what the gradient is multiplied by. */
  mask?: Tensor4D | undefined;
}

/**
 * The parts of an objective's loss at some parameters, the gradient of their sum, and what was seen on the way.
 * The caller disposes all of it.
 */
export function evaluated(
  objective: Objective,
  { decode }: Parameterisation,
  x: Tensor,
  { view, mask }: Glance = {},
): Required<Evaluation> & { seen: Record<string, Tensor> } {
  const { gradient, keep } = tf.tidy(() => {
    const { gradient, keep } = withGradient(x, (parameters) => {
      const { parts, seen } = objective.look(decode(parameters), view);
      return { loss: addAll(parts), keep: { ...seen, parts: tf.stack(parts) as Tensor1D } };
    });
    return { gradient: mask ? tf.mul(gradient, mask) : gradient, keep };
  });
  const { parts, ...seen } = keep as { parts: Tensor1D } & Record<string, Tensor>;
  return { gradient, parts, seen };
}

/** The same without the gradient: one pass forward. */
export function looked(
  objective: Objective,
  { decode }: Parameterisation,
  x: Tensor,
  { view }: Glance = {},
): Pick<Evaluation, 'parts'> & { seen: Record<string, Tensor> } {
  return tf.tidy(() => {
    const { parts, seen = {} } = objective.look(decode(x), view);
    return { parts: tf.stack(parts) as Tensor1D, seen };
  });
}
