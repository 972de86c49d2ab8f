// Experiments that compute next to nothing and tell what happens to them.
import type { Experiment } from '../../../src/lib/engine/experiment.ts';
import { tf } from '../../../src/lib/engine/tf.ts';

export interface CountConfig {
  name: string;
  to: number;
  /** Waited for before each step after the first. */
  gate?: Promise<unknown>;
  /** Fails at this step. */
  failAt?: number;
  models?: string[];
}

/** What the fakes did, in order: "a1" for the first step of the run called a, "a." for its end. */
export const log: string[] = [];

/** The most steps that were under way at the same moment. */
export const busy = { now: 0, most: 0 };

export function forget(): void {
  log.length = 0;
  busy.now = busy.most = 0;
}

export const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Yields 1, 2, 3 and so on; holds one tensor from its first step to its end. */
const count: Experiment<CountConfig, { step: number; of: number }> = async function* (config, context) {
  const held = tf.scalar(1);
  try {
    if (config.models) await context.models(config.models);
    for (let step = 1; step <= config.to; step++) {
      context.signal.throwIfAborted();
      busy.most = Math.max(busy.most, ++busy.now);
      await (step > 1 ? (config.gate ?? tick()) : tick());
      busy.now--;
      if (step === config.failAt) throw new RangeError(`${config.name} failed at step ${step}`);
      log.push(`${config.name}${step}`);
      yield { step, of: config.to };
    }
  } finally {
    held.dispose();
    log.push(`${config.name}.`);
  }
};

export const table = { count };
