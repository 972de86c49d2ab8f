import type { Experiment } from '../engine/experiment.ts';
import { requireFinite } from '../engine/finite.ts';
import { tf } from '../engine/tf.ts';
import { highFrequencyEnergy } from '../measures/high-frequency.ts';
import { unitObjective } from '../objectives/unit.ts';
import { lockstep } from '../optimisation/lockstep.ts';
import { projectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { schedule } from '../optimizers/schedule.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { digitShape, pixelTensor, type PictureShape } from '../pictures/tensors.ts';
import { seededRandom } from '../random/seeded.ts';
import { lastClass, requireInteger, requireNumber } from './checks.ts';

/** Gradient ascent on a class's logit from a digit, or from another picture, several nets in lockstep under one rule. */
export interface TraversalConfig {
  /** The picture to start from, numbers in [0, 1], row by row: of a digit, 784. */
  start: Float32Array;
  /** Of the picture; a digit's if not said. */
  shape?: PictureShape;
  /** The class to arrive at, of digits 0 to 9. */
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
  /** As many numbers in [0, 1] as the start has. */
  image: Float32Array;
  /** The pushing net's own logits, before the softmax. */
  logits: Float32Array;
  /** The judge's probabilities. */
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
  const { target, steps, stepSize, shape = digitShape } = config;
  requireInteger('target', target, 0, lastClass(shape));
  requireInteger('steps', steps, 1, frameSteps);
  requireNumber('stepSize', stepSize, 1e-4, 10);
  const start = pixelTensor(config.start, shape);
  try {
    const nets = await context.models([...config.models, config.judge]);
    const judge = nets.pop()!;
    const runs = nets.map((net) => ({
      objective: unitObjective(net, { layer: 'logits', index: target }),
      parameterisation: pixelParameterisation(shape.height, shape.width, shape.channels),
      start,
      optimizer: projectedGradient({ norm: 'L2', length: schedule('constant', stepSize, steps), box: true }),
      steps,
      random: seededRandom(0),
      signal: context.signal,
    }));
    const walks = lockstep(runs, ({ picture, seen }) => [
      picture,
      seen['logits']!,
      tf.softmax(judge(picture)['logits']!),
      highFrequencyEnergy(picture),
    ]);
    for await (const standings of walks) {
      const { step } = standings[0]!;
      const views = standings.map(({ values }): TraversalView => {
        const [image, logits, judged, highFrequency] = values as [
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
    start.dispose();
  }
};
