import type { Experiment } from '../engine/experiment.ts';
import { withGradient } from '../engine/gradient.ts';
import type { Net } from '../engine/models.ts';
import { readTogether } from '../engine/readback.ts';
import { tf, type Tensor, type Tensor4D } from '../engine/tf.ts';
import { digitTensor } from '../pictures/digit.ts';
import { highFrequencyEnergy } from '../measures/high-frequency.ts';
import { classLogit } from '../objectives/logit.ts';
import { clampToBox, steepest } from '../optimizers/pgd/steps.ts';
import { requireFinite, requireInteger, requireNumber } from './checks.ts';

/** Gradient ascent on a class's logit from a digit, several nets in lockstep under one rule. */
export interface TraversalConfig {
  /** The digit to start from: 784 numbers in [0, 1]. */
  start: Float32Array;
  /** The class to arrive at, 0 to 9. */
  target: number;
  /** Steps to take; the seed's films have 150 to 300. */
  steps: number;
  /** Length of a step in L2, pixels in [0, 1]. .05 is our choice: 300 steps can then travel 15, the whole of a digit's own norm (about 9) and more. */
  stepSize: number;
  /** The nets that push, by id. */
  models: readonly string[];
  /** The net that only reads, by id. */
  judge: string;
}

/** One net's picture after a step, and what is seen in it. */
export interface TraversalView {
  /** 784 numbers in [0, 1]. */
  image: Float32Array;
  /** The pushing net's own ten logits. */
  logits: Float32Array;
  /** The judge's ten probabilities. */
  judged: Float32Array;
  /** Mean squared Laplacian. */
  highFrequency: number;
}

export interface TraversalFrame {
  step: number;
  of: number;
  /** In the order of `config.models`. */
  views: TraversalView[];
}

const frameSteps = 2000;

/**
 * x ← clamp(x + α · g / ‖g‖₂) with g the gradient of the target's logit before softmax (MNIST traversal post,
 * "Method"). Frame 0 is the start. No ball: the walk may go as far as it likes.
 */
export const traversal: Experiment<TraversalConfig, TraversalFrame> = async function* (config, context) {
  const { target, steps, stepSize } = config;
  requireInteger('target', target, 0, 9);
  requireInteger('steps', steps, 1, frameSteps);
  requireNumber('stepSize', stepSize, 1e-4, 10);
  const first = digitTensor(config.start);
  const images: Tensor4D[] = config.models.map(() => first.clone());
  first.dispose();
  try {
    const nets = await context.models([...config.models, config.judge]);
    const judge = nets.at(-1)!;
    for (let step = 0; step <= steps; step++) {
      context.signal.throwIfAborted();
      const read: Tensor[] = [];
      images.forEach((image, i) => {
        const seen = push(nets[i]!, judge, image, target, stepSize);
        read.push(image, seen.logits, seen.judged, seen.highFrequency);
        images[i] = seen.next;
      });
      const values = await readTogether(read).finally(() => tf.dispose(read));
      const views = config.models.map((_, i): TraversalView => {
        const [image, logits, judged, highFrequency] = values.slice(4 * i, 4 * i + 4) as [
          Float32Array,
          Float32Array,
          Float32Array,
          Float32Array,
        ];
        requireFinite(logits, step);
        return { image, logits, judged, highFrequency: highFrequency[0]! };
      });
      yield { step, of: steps, views };
    }
  } finally {
    tf.dispose(images);
  }
};

/** One step, and the readings of the image before it. The caller disposes what comes back. */
function push(net: Net, judge: Net, image: Tensor4D, target: number, stepSize: number) {
  return tf.tidy(() => {
    const { gradient, keep } = withGradient(image, (x) => {
      const logits = net(x)['logits']!;
      return { loss: classLogit(logits, target), keep: { logits } };
    });
    // Kept tensors outlive the tidy; a clone of them leaves it like every other result.
    const logits = keep.logits.clone();
    keep.logits.dispose();
    const next = clampToBox(tf.add(image, tf.mul(steepest(gradient, 'L2'), stepSize)));
    return {
      next,
      logits,
      judged: tf.softmax(judge(image)['logits']!),
      highFrequency: highFrequencyEnergy(image),
    };
  });
}
