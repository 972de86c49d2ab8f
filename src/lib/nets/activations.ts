import { EngineError } from '../engine/errors.ts';
import type { Tensor } from '../engine/tf.ts';

/** A forward pass as it goes: each activation with its name, computed only when it is asked for. */
export type Pass = Generator<[name: string, value: Tensor], void, undefined>;

/** The activations of a pass, up to and with the one called `upTo`, or all. @throws ConfigError for a name it has not */
export function activationsOf(pass: Pass, upTo?: string): Record<string, Tensor> {
  const seen: Record<string, Tensor> = {};
  for (const [name, value] of pass) {
    seen[name] = value;
    if (name === upTo) return seen;
  }
  if (upTo !== undefined) {
    const names = Object.keys(seen).join(', ');
    throw new EngineError('ConfigError', `Expected upTo to be one of ${names}, got ${upTo}.`);
  }
  return seen;
}
