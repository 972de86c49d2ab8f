// What is timed of the figure's training.
import { readFile } from 'node:fs/promises';
import { unpackTenThousand } from '../src/components/figures/shared/digits/ten-thousand.ts';
import { configOf, defaults, epsOf } from '../src/components/figures/train-yourself/state.ts';
import { tf } from '../src/lib/engine/tf.ts';
import { rateAt, type TrainingConfig } from '../src/lib/experiments/training.ts';
import { smallCnnShapes } from '../src/lib/nets/small-cnn-shapes.ts';
import { rightOf, rightUnderAttack } from '../src/lib/training/accuracy.ts';
import { Batches } from '../src/lib/training/batches.ts';
import { batchOf } from '../src/lib/training/labelled-digits.ts';
import { Learner } from '../src/lib/training/learner.ts';
import { firstWeights } from '../src/lib/training/weight-vector.ts';
import { processorTime } from './processor-time.ts';

const file = new URL('../public/digits/ten-thousand.bin', import.meta.url);
/** How both are judged. */
const judged = { norm: 'L2', eps: 1.5, steps: 20 } as const;
/** Held-out digits read at once. */
const atOnce = 200;

/** Both networks of the figure, as it trains them before anything is changed. */
export class TrainingBench {
  readonly #config: TrainingConfig;
  readonly #learners: Learner[];
  readonly #batches: Batches;

  constructor(config: TrainingConfig) {
    const { width, rule, seed, batch, digits } = config;
    const weights = firstWeights(smallCnnShapes(width), seed);
    this.#config = config;
    this.#learners = [0, 1].map(() => new Learner(width, rule, { weights, memory: [], steps: 0 }));
    this.#batches = new Batches(digits.labels.length, batch, seed);
  }

  static async start(): Promise<TrainingBench> {
    const all = await unpackTenThousand(new Uint8Array(await readFile(file)));
    return new TrainingBench(configOf(defaults, all, epsOf(defaults)));
  }

  /** Milliseconds of a step of both, in the processor's own time, over some steps. */
  steps(count: number): number {
    const { attack, digits } = this.#config;
    const attacks = [{ ...attack, eps: 0 }, attack];
    const before = processorTime();
    for (let i = 0; i < count; i++) {
      const made = this.#learners[0]!.steps;
      const batch = batchOf(digits, this.#batches.at(made));
      const rate = rateAt(this.#config, made);
      this.#learners.forEach((learner, k) => learner.learn(batch, attacks[k]!, rate).dispose());
      tf.dispose([batch.images, batch.labels]);
    }
    return (processorTime() - before) / count;
  }

  /** The fractions of all held-out digits that each reads rightly, untouched and under attack. */
  measure(): { clean: number; attacked: number }[] {
    const { heldOut } = this.#config;
    const sums = this.#learners.map(() => ({ clean: 0, attacked: 0 }));
    const count = heldOut.labels.length;
    for (let first = 0; first < count; first += atOnce) {
      const chosen = Array.from({ length: atOnce }, (_, i) => first + i);
      const batch = batchOf(heldOut, chosen);
      this.#learners.forEach(({ net }, k) => {
        for (const [name, right] of [
          ['clean', rightOf(net, batch)],
          ['attacked', rightUnderAttack(net, batch, judged)],
        ] as const) {
          sums[k]![name] += right.dataSync()[0]! / count;
          right.dispose();
        }
      });
      tf.dispose([batch.images, batch.labels]);
    }
    return sums;
  }
}
