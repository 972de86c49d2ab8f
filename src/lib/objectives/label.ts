import type { Net } from '../engine/models.ts';
import { tf, type Scalar } from '../engine/tf.ts';
import { crossEntropy } from './cross-entropy.ts';
import type { Objective } from './objective.ts';
import { requireUnit } from './unit.ts';

/**
 * The cross-entropy of a label, in nats, made small (`towards`) or large (`away`: an attack). Its one part is what is
 * to be small: away from the label it is the cross-entropy with its sign turned.
 *
 * It throws a ConfigError when it looks, if the net has no such class.
 */
export function labelObjective(net: Net, label: number, way: 'towards' | 'away'): Objective {
  return {
    names: ['cross-entropy'],
    look(picture, view) {
      const logits = net(view ? view(picture) : picture)['logits']!;
      requireUnit('logits', label, logits.shape[1]!);
      const loss = crossEntropy(logits, label);
      return { parts: [way === 'towards' ? loss : (tf.neg(loss) as Scalar)], seen: { logits } };
    },
    dispose: () => undefined,
  };
}
