import { EngineError } from '../engine/errors.ts';
import type { Net } from '../engine/models.ts';
import { tf, type Tensor4D } from '../engine/tf.ts';

/** Large enough for every family's deepest layer. */
const side = 64;

/**
 * Of some of a net's layers, the one that its pass comes to last: where it may stop.
 * @returns undefined of none @throws ConfigError for a name that is no activation with pixels
 */
export function lastLayer(net: Net, layers: readonly string[]): string | undefined {
  const all = tf.tidy(() => {
    const seen = net(tf.zeros([1, side, side, 3]) as Tensor4D);
    return Object.keys(seen).filter((name) => seen[name]!.rank === 4);
  });
  const unknown = layers.find((layer) => !all.includes(layer));
  if (unknown !== undefined) {
    throw new EngineError('ConfigError', `Expected a layer to be one of ${all.join(', ')}, got ${unknown}.`);
  }
  return all.filter((layer) => layers.includes(layer)).at(-1);
}
