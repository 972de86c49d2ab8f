import type { Experiment } from '../engine/experiment.ts';
import { requireFinite } from '../engine/finite.ts';
import { Held } from '../engine/held.ts';
import { readTogether } from '../engine/readback.ts';
import { tf, type Tensor } from '../engine/tf.ts';
import { smallCnnShapes } from '../nets/small-cnn-shapes.ts';
import { rightOf, rightUnderAttack } from '../training/accuracy.ts';
import { attackBatch, gradientBatch, type BatchAttack } from '../training/batch-attack.ts';
import { Batches } from '../training/batches.ts';
import { batchOf, type Batch, type LabelledDigits } from '../training/labelled-digits.ts';
import { Learner, type LearnerState } from '../training/learner.ts';
import type { RuleName } from '../training/rules.ts';
import { numbersIn } from '../training/weight-shapes.ts';
import { firstWeights } from '../training/weight-vector.ts';
import { requireTraining, type Checkpoint, type TrainingConfig } from './training-checks.ts';

export type { BatchAttack, Checkpoint, LabelledDigits, LearnerState, RuleName, TrainingConfig };

/** What one network has come to. */
export interface TrainingView {
  /** Mean cross-entropy of what it has learned from since the frame before, in nats; none at the start. */
  loss?: number;
  /** The first layer's kernels, [side, side, 1, width]. */
  kernels: Float32Array;
  /** The gradient of the cross-entropy wrt each digit on show, 784 numbers each. */
  gradients: Float32Array[];
  /** What the attack that measures makes of the first of them, 784 numbers in [0, 1], and how it is then read. */
  attacked: Float32Array;
  probabilities: Float32Array;
  /** Fractions of the held-out digits that it reads rightly, where they were measured. */
  accuracy?: { clean: number; attacked: number };
}

export interface TrainingFrame {
  step: number;
  of: number;
  /** Digits that each has learned from so far, the same one counted each time. */
  seen: number;
  /** The standard one, the robust one. */
  views: TrainingView[];
  checkpoint: Checkpoint;
}

/**
 * Adversarial training (Madry et al. 2017, section 2.1): each step is made on a batch that was attacked against the
 * network as it is at this moment. Its twin does the same without the attack. Frame 0 is the start; every pull is
 * `batchesPerFrame` steps of both.
 */
export const training: Experiment<TrainingConfig, TrainingFrame> = async function* (config, context) {
  requireTraining(config);
  const { digits, heldOut, attack, measure, frames, batchesPerFrame, batch: size, seed } = config;
  // Asked for no network, the engine says that it prepares.
  await context.models([]);
  const { from = start(config) } = config;
  const held = new Held();
  try {
    const learners = from.nets.map((state) => held.keep(new Learner(config.width, config.rule, state)));
    const attacks: BatchAttack[] = [{ ...attack, eps: 0 }, attack];
    const measured = keepBatch(held, heldOut, spread(heldOut.labels.length, measure.digits));
    const shown = keepBatch(held, heldOut, config.shown);
    const batches = new Batches(digits.labels.length, size, seed);
    for (let step = from.step; step <= frames; step++) {
      const losses: Tensor[][] = learners.map(() => []);
      try {
        for (let i = 0; step > from.step && i < batchesPerFrame; i++) {
          context.signal.throwIfAborted();
          const number = (step - 1) * batchesPerFrame + i;
          const batch = batchOf(digits, batches.at(number));
          const rate = rateAt(config, number);
          learners.forEach((learner, k) => losses[k]!.push(learner.learn(batch, attacks[k]!, rate)));
          tf.dispose([batch.images, batch.labels]);
        }
        // A run that goes on begins with the frame at which the one before stood.
        const due = step % measure.every === 0 || step === frames || measure.first.includes(step);
        const seen = learners.map((learner, k) =>
          look(learner, losses[k]!, shown, due ? measured : undefined, measure.attack),
        );
        yield await frameOf(step, config, seen, learners);
      } finally {
        tf.dispose(losses);
      }
    }
  } finally {
    held.dispose();
  }
};

/** The learning rate at a batch of the run. */
export function rateAt(
  {
    rate,
    cooling,
    frames,
    batchesPerFrame,
  }: Pick<TrainingConfig, 'rate' | 'cooling' | 'frames' | 'batchesPerFrame'>,
  batch: number,
): number {
  const all = frames * batchesPerFrame;
  return cooling > 0 ? rate * Math.min(1, (all - batch) / (cooling * all)) : rate;
}

/** Where a run begins: both with the same weights. */
function start({ width, seed }: TrainingConfig): Checkpoint {
  const weights = firstWeights(smallCnnShapes(width), seed);
  return { step: 0, nets: [0, 1].map(() => ({ weights, memory: [], steps: 0 })) };
}

const spread = (of: number, count: number) =>
  Array.from({ length: count }, (_, i) => Math.floor((i * of) / count));

function keepBatch(held: Held, digits: LabelledDigits, chosen: ArrayLike<number>): Batch {
  const batch = batchOf(digits, chosen);
  held.keep(batch.images);
  held.keep(batch.labels);
  return batch;
}

/** Everything of one network that a frame shows, still on the device, by name. */
function look(
  learner: Learner,
  losses: Tensor[],
  shown: Batch,
  measured: Batch | undefined,
  attack: BatchAttack,
): Record<string, Tensor> {
  const { net } = learner;
  const first: Batch = tf.tidy(() => ({
    images: tf.slice(shown.images, [0, 0, 0, 0], [1, -1, -1, -1]),
    labels: tf.slice(shown.labels, [0, 0], [1, -1]),
  }));
  const attacked = attackBatch(net, first.images, first.labels, attack);
  tf.dispose([first.images, first.labels]);
  return {
    ...(losses.length > 0 && { loss: tf.tidy(() => tf.mean(tf.stack(losses))) }),
    gradients: gradientBatch(net, shown.images, shown.labels),
    attacked,
    probabilities: tf.tidy(() => tf.softmax(net(attacked)['logits']!)),
    ...(measured && {
      clean: rightOf(net, measured),
      held: rightUnderAttack(net, measured, attack),
    }),
  };
}

/** Reads all of it in one transfer. Disposes what was seen. */
async function frameOf(
  step: number,
  config: TrainingConfig,
  seen: Record<string, Tensor>[],
  learners: readonly Learner[],
): Promise<TrainingFrame> {
  const { frames, batchesPerFrame, batch, measure, width } = config;
  const shapes = smallCnnShapes(width);
  try {
    const values = await readTogether([
      ...learners.flatMap(({ vectors }) => vectors),
      ...seen.flatMap((tensors) => Object.values(tensors)),
    ]);
    const states = learners.map(({ steps, vectors }): LearnerState => {
      const [weights, ...memory] = values.splice(0, vectors.length) as [Float32Array, ...Float32Array[]];
      requireFinite(weights, step);
      return { weights, memory, steps };
    });
    const views = seen.map((tensors, i): TrainingView => {
      const read = Object.fromEntries(Object.keys(tensors).map((name) => [name, values.shift()!]));
      const { loss, gradients, attacked, probabilities, clean, held } = read;
      return {
        ...(loss && { loss: loss[0]! }),
        kernels: numbersIn(states[i]!.weights, shapes)['conv1/kernel']!.slice(),
        gradients: config.shown.map((_, k) => gradients!.slice(784 * k, 784 * (k + 1))),
        attacked: attacked!,
        probabilities: probabilities!,
        ...(clean && {
          accuracy: { clean: clean[0]! / measure.digits, attacked: held![0]! / measure.digits },
        }),
      };
    });
    return {
      step,
      of: frames,
      seen: step * batchesPerFrame * batch,
      views,
      checkpoint: { step, nets: states },
    };
  } finally {
    tf.dispose(seen);
  }
}
