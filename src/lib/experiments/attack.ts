import type { Experiment } from '../engine/experiment.ts';
import { withGradient } from '../engine/gradient.ts';
import type { Net } from '../engine/models.ts';
import { readTogether } from '../engine/readback.ts';
import { tf, type Tensor, type Tensor4D } from '../engine/tf.ts';
import { digitTensor } from '../pictures/digit.ts';
import { crossEntropy } from '../objectives/cross-entropy.ts';
import { randomPerturbation } from '../optimizers/pgd/random-start.ts';
import { clampToBox, projectToBall, steepest, type Norm } from '../optimizers/pgd/steps.ts';
import { requireFinite, requireInteger, requireNumber, requireOneOf } from './checks.ts';

export type { Norm };

/** Projected gradient descent against several nets in lockstep, each net attacked through its own gradient. */
export interface AttackConfig {
  /** The digit to perturb: 784 numbers in [0, 1]. */
  image: Float32Array;
  /** What the digit is, 0 to 9: the attack raises the cross-entropy of this class. */
  label: number;
  norm: Norm;
  /** Radius of the ball: L2 over the whole image, or the largest change of a pixel (L∞). */
  eps: number;
  /** Length of a step before projection, in the same norm. */
  stepSize: number;
  steps: number;
  /** Start from a random point of the ball instead of from the digit itself. */
  randomStart: boolean;
  seed: number;
  /** The nets to attack, by id. */
  models: readonly string[];
}

/** The attack on one net after a step. Perturbations are 784 numbers, relative to the digit. */
export interface AttackView {
  /** 784 numbers in [0, 1]. */
  image: Float32Array;
  /** After projection onto the ball and the box. */
  delta: Float32Array;
  /** The gradient step before any projection; at step 0, where the attack starts. */
  stepped: Float32Array;
  /** The unit direction of that step, g / ‖g‖₂ or sign(g); zeros at step 0. */
  direction: Float32Array;
  /** Cross-entropy of the label under the attacked net, in nats. */
  loss: number;
  /** Ten probabilities from every net of `config.models`, the attacked one among them. */
  readings: Float32Array[];
}

export interface AttackFrame {
  step: number;
  of: number;
  /** In the order of `config.models`. */
  views: AttackView[];
}

/** Where the attack on one net stands; all three [1, 28, 28, 1]. */
interface Position {
  delta: Tensor4D;
  stepped: Tensor4D;
  direction: Tensor4D;
}

/** Tensors read back for each view, before its readings: image, delta, stepped, direction, loss. */
const fixedParts = 5;

/**
 * δ ← clamp(Π(δ + α · steepest(∇ CE(x + δ, label)))) with Π the projection onto the ball and the clamp onto pixels
 * in [0, 1] (Madry et al. 2017, section 2.1). Frame 0 is the start. Every pull is one step of every attack.
 */
export const attack: Experiment<AttackConfig, AttackFrame> = async function* (config, context) {
  requireInteger('label', config.label, 0, 9);
  requireInteger('steps', config.steps, 1, 200);
  requireInteger('seed', config.seed, 0, 2 ** 32 - 1);
  requireOneOf('norm', config.norm, ['L2', 'Linf']);
  requireNumber('eps', config.eps, 0, 28);
  requireNumber('stepSize', config.stepSize, 0, 28);
  const { steps, models } = config;
  const digit = digitTensor(config.image);
  const positions: Position[] = models.map(() => start(digit, config));
  try {
    const nets = await context.models(models);
    for (let step = 0; step <= steps; step++) {
      context.signal.throwIfAborted();
      const read: Tensor[] = [];
      positions.forEach((position, i) => {
        const { next, image, loss, readings } = advance(nets, i, digit, position, config);
        read.push(image, position.delta, position.stepped, position.direction, loss, ...readings);
        positions[i] = next;
      });
      const values = await readTogether(read).finally(() => tf.dispose(read));
      const width = fixedParts + models.length;
      const views = models.map((_, i) => viewOf(values.slice(width * i, width * (i + 1)), step));
      yield { step, of: steps, views };
    }
  } finally {
    tf.dispose(digit);
    positions.forEach(({ delta, stepped, direction }) => tf.dispose([delta, stepped, direction]));
  }
};

function start(digit: Tensor4D, { randomStart, norm, eps, seed }: AttackConfig): Position {
  return tf.tidy(() => {
    const stepped = randomStart
      ? randomPerturbation(digit.shape, norm, eps, seed)
      : (tf.zerosLike(digit) as Tensor4D);
    const delta = tf.sub(clampToBox(tf.add(digit, stepped)), digit) as Tensor4D;
    return { delta, stepped, direction: tf.zerosLike(digit) as Tensor4D };
  });
}

/** What all nets read at a position, and the position one step on. The caller disposes what comes back. */
function advance(nets: Net[], own: number, digit: Tensor4D, position: Position, config: AttackConfig) {
  const { label, norm, eps, stepSize } = config;
  return tf.tidy(() => {
    const image = tf.add(digit, position.delta) as Tensor4D;
    const { loss, gradient, keep } = withGradient(image, (x) => {
      const logits = nets[own]!(x)['logits']!;
      return { loss: crossEntropy(logits, label), keep: { logits } };
    });
    const readings = nets.map((net, i) => tf.softmax(i === own ? keep.logits : net(image)['logits']!));
    // Kept tensors outlive the tidy.
    keep.logits.dispose();
    const direction = steepest(gradient, norm);
    const stepped = tf.add(position.delta, tf.mul(direction, stepSize)) as Tensor4D;
    const inBall = projectToBall(stepped, eps, norm);
    const delta = tf.sub(clampToBox(tf.add(digit, inBall)), digit) as Tensor4D;
    return { next: { delta, stepped, direction }, image, loss, readings };
  });
}

function viewOf(values: Float32Array[], step: number): AttackView {
  const [image, delta, stepped, direction, loss] = values as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const readings = values.slice(fixedParts);
  requireFinite(loss, step);
  return { image, delta, stepped, direction, loss: loss[0]!, readings };
}
