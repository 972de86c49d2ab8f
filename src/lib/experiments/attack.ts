import type { Experiment } from '../engine/experiment.ts';
import { Held } from '../engine/held.ts';
import type { Net } from '../engine/models.ts';
import { tf, type Tensor, type Tensor4D } from '../engine/tf.ts';
import { labelObjective } from '../objectives/label.ts';
import { lockstep, type Standing } from '../optimisation/lockstep.ts';
import type { Optimisation } from '../optimisation/optimise.ts';
import type { Evaluate } from '../optimizers/optimizer.ts';
import { ProjectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { randomPerturbation } from '../optimizers/pgd/random-start.ts';
import { clampToBox, type Norm } from '../optimizers/pgd/steps.ts';
import { schedule } from '../optimizers/schedule.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { digitShape, pixelTensor, type PictureShape } from '../pictures/tensors.ts';
import { seededRandom } from '../random/seeded.ts';
import { lastClass, requireInteger, requireNumber, requireOneOf } from './checks.ts';

export type { Norm };

/** Projected gradient descent against several nets in lockstep, each net attacked through its own gradient. */
export interface AttackConfig {
  /** The picture to perturb, numbers in [0, 1], row by row: of a original, 784. */
  image: Float32Array;
  /** Of the picture; a digit's if not said. */
  shape?: PictureShape;
  /** What it is, of digits 0 to 9: the attack raises the cross-entropy of this class. */
  label: number;
  norm: Norm;
  /** Radius of the ball: L2 over the whole image, or the largest change of a pixel (L∞). */
  eps: number;
  /** Length of a step before projection, in the same norm. */
  stepSize: number;
  steps: number;
  /** Start from a random point of the ball instead of from the picture itself. */
  randomStart: boolean;
  seed: number;
  /** The nets to attack, by id. */
  models: readonly string[];
}

/** The attack on one net after a step. Perturbations are relative to the picture, and have as many numbers. */
export interface AttackView {
  /** In [0, 1]. */
  image: Float32Array;
  /** After projection onto the ball and the box. */
  delta: Float32Array;
  /** The gradient step before any projection; at step 0, where the attack starts. */
  stepped: Float32Array;
  /** The unit direction of that step, g / ‖g‖₂ or sign(g); zeros at step 0. */
  direction: Float32Array;
  /** Cross-entropy of the label under the attacked net, in nats. */
  loss: number;
  /** The probabilities of every net of `config.models`, the attacked one among them. */
  readings: Float32Array[];
}

export interface AttackFrame {
  step: number;
  of: number;
  /** In the order of `config.models`. */
  views: AttackView[];
}

/**
 * δ ← clamp(Π(δ + α · steepest(∇ CE(x + δ, label)))) with Π the projection onto the ball and the clamp onto pixels
 * in [0, 1] (Madry et al. 2017, section 2.1). Frame 0 is the start. Every pull is one step of every attack.
 */
export const attack: Experiment<AttackConfig, AttackFrame> = async function* (config, context) {
  const { steps, models, shape = digitShape } = config;
  requireInteger('label', config.label, 0, lastClass(shape));
  requireInteger('steps', steps, 1, 200);
  requireInteger('seed', config.seed, 0, 2 ** 32 - 1);
  requireOneOf('norm', config.norm, ['L2', 'Linf']);
  const whole = Math.sqrt(shape.width * shape.height * shape.channels);
  requireNumber('eps', config.eps, 0, whole);
  requireNumber('stepSize', config.stepSize, 0, whole);
  const held = new Held();
  const original = held.keep(pixelTensor(config.image, shape));
  const pushed = held.keep(perturbation(original, config));
  const start = held.keep(tf.tidy(() => clampToBox(tf.add(original, pushed))));
  const still = held.keep(tf.zerosLike(original));
  const attackers: ProjectedGradient[] = [];
  try {
    const nets = await context.models(models);
    const runs = nets.map((net, i): Optimisation => ({
      objective: labelObjective(net, config.label, 'away'),
      parameterisation: pixelParameterisation(shape.height, shape.width, shape.channels),
      start,
      optimizer: (x, evaluate) => (attackers[i] = attacker(x, evaluate, original, config)),
      steps,
      random: seededRandom(config.seed),
      signal: context.signal,
    }));
    const attacks = lockstep(runs, ({ picture, seen }, own) => {
      const { direction, stepped } = attackers[own]!.last ?? { direction: still, stepped: pushed };
      const readings = nets.map((net, i) => tf.softmax(i === own ? seen['logits']! : look(net, picture)));
      return [picture, attackers[own]!.offset, stepped, direction, ...readings];
    });
    for await (const standings of attacks)
      yield { step: standings[0]!.step, of: steps, views: standings.map(viewOf) };
  } finally {
    held.dispose();
  }
};

const look = (net: Net, picture: Tensor4D): Tensor => net(picture)['logits']!;

/** Where in the ball the attack starts. */
function perturbation(original: Tensor4D, { randomStart, norm, eps, seed }: AttackConfig): Tensor4D {
  return randomStart ? randomPerturbation(original.shape, norm, eps, seed) : tf.zerosLike(original);
}

function attacker(
  x: Tensor,
  evaluate: Evaluate,
  original: Tensor4D,
  config: AttackConfig,
): ProjectedGradient {
  const { norm, eps, stepSize, steps } = config;
  return new ProjectedGradient(x, evaluate, {
    norm,
    length: schedule('constant', stepSize, steps),
    ball: { centre: original, eps, norm },
    box: true,
  });
}

function viewOf({ parts, values }: Standing): AttackView {
  const [image, delta, stepped, direction, ...readings] = values as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    ...Float32Array[],
  ];
  return { image, delta, stepped, direction, loss: -parts['cross-entropy']!, readings };
}
