import type { Experiment } from '../engine/experiment.ts';
import { Held } from '../engine/held.ts';
import { tf } from '../engine/tf.ts';
import { randomRoll } from '../moves/roll.ts';
import { randomTransforms } from '../moves/transforms.ts';
import { inTurn } from '../moves/view.ts';
import { unitObjective, type Unit } from '../objectives/unit.ts';
import { lockstep, type Standing } from '../optimisation/lockstep.ts';
import type { Optimisation } from '../optimisation/optimise.ts';
import { adam } from '../optimizers/adam.ts';
import { projectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { schedule, type ScheduleName } from '../optimizers/schedule.ts';
import { fourierParameterisation } from '../parameterisations/fourier.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { pictureTensor } from '../pictures/tensors.ts';
import { requirePicture, requireSide, type Picture } from '../pictures/picture.ts';
import { rgbaOf } from '../pictures/rgba.ts';
import { seededRandom } from '../random/seeded.ts';
import { requireEvery, requireInteger, requireNumber, requireOneOf } from './checks.ts';
import { requireRoomForTransforms } from './synthesis-checks.ts';
import { requireRoomForPixels } from './room.ts';

/** How a picture is changed. */
export interface Way {
  /**
   * pixel: normalised steps, x ← clamp(x + α · g / ‖g‖₂), α being `step` in L2, pixels in [0, 1]. fourier: coefficients
   * with decorrelated colours, by Adam, whose learning rate `step` is; Lucid's is .05.
   */
  parameterisation: 'pixel' | 'fourier';
  step: number;
  schedule: ScheduleName;
  /** Before each look, the picture is moved by up to so many pixels each way at random, wrapping round. */
  roll: number;
  /** Before each look, it is moved, scaled and turned at random. */
  transforms: boolean;
}

/** A picture that excites one unit as much as possible, for several nets in lockstep from the same start. */
export interface ActivationMaximisationConfig extends Way {
  /** The nets for colour pictures that are asked, by id; each changes a picture of its own, also where it comes twice. */
  models: readonly string[];
  /** What is different for one of them, in the order of `models`. */
  ways?: readonly Partial<Way>[];
  /** A class by its logit, or a coordinate of the representation. */
  unit: Unit;
  /** A picture, or grey with a little noise, which needs `size`. */
  start: Picture | 'noise';
  /** In pixels; of a picture that is given, its own. */
  size?: { width: number; height: number };
  steps: number;
  /** A frame comes after every so many steps, which `steps` is a multiple of; after each, if not said. */
  every?: number;
  seed: number;
  /** A net that only reads, by id. */
  judge?: string;
}

/** One net's picture after a step, and what is seen in it. */
export interface ActivationMaximisationView {
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray<ArrayBuffer>;
  /** Of the unit. */
  activation: number;
  /** The net's own probabilities of its classes. */
  probabilities: Float32Array;
  /** The judge's. */
  judged?: Float32Array;
}

export interface ActivationMaximisationFrame {
  step: number;
  of: number;
  width: number;
  height: number;
  /** In the order of `config.models`. */
  views: ActivationMaximisationView[];
}

/**
 * Gradient ascent on one unit (Erhan et al. 2009, "Visualizing higher-layer features of a deep network"; on robust
 * nets Santurkar et al. 2019, "Image Synthesis with a Single (Robust) Classifier", and Engstrom et al. 2019). Frame 0
 * is the start.
 */
export const activationMaximisation: Experiment<ActivationMaximisationConfig, ActivationMaximisationFrame> =
  async function* (config, context) {
    requireActivationMaximisation(config);
    const { models, judge, start, steps, every = 1 } = config;
    const { width, height } = start === 'noise' ? config.size! : start;
    const held = new Held();
    try {
      const nets = await context.models(judge === undefined ? models : [...models, judge]);
      requireRoomForPixels({ width, height }, nets);
      const reader = judge === undefined ? undefined : nets.pop();
      const begin = start === 'noise' ? start : held.keep(pictureTensor(start));
      const runs = nets.map((net, i): Optimisation => {
        const way = wayOf(config, i);
        return {
          objective: held.keep(unitObjective(net, config.unit)),
          parameterisation: held.keep(parameterisations[way.parameterisation](height, width)),
          start: begin,
          ...rulesOf(way, steps, width, height),
          random: seededRandom(config.seed),
          signal: context.signal,
        };
      });
      const read = lockstep(runs, ({ step, picture, parts, seen }, own) => {
        if (step % every !== 0) return [];
        // Where the picture was moved, what was seen is not quite it.
        const { objective, move } = runs[own]!;
        const look = move ? objective.look(picture) : { parts: [parts], seen };
        const judged = reader ? [tf.softmax(reader(picture)['logits']!)] : [];
        return [picture, look.parts[0]!, tf.softmax(look.seen!['logits']!), ...judged];
      });
      for await (const standings of read) {
        const { step } = standings[0]!;
        if (step % every !== 0) continue;
        const views = standings.map((standing) => viewOf(standing, width, height));
        yield { step, of: steps, width, height, views };
      }
    } finally {
      held.dispose();
    }
  };

const parameterisations = { pixel: pixelParameterisation, fourier: fourierParameterisation };

/** How net `i` changes its picture. */
const wayOf = (config: ActivationMaximisationConfig, i: number): Way => ({ ...config, ...config.ways?.[i] });

/** How it goes on from the start. */
function rulesOf(way: Way, steps: number, width: number, height: number) {
  const { parameterisation, step, roll, transforms } = way;
  const moves = [
    ...(transforms ? [randomTransforms(height, width)] : []),
    ...(roll > 0 ? [randomRoll(roll)] : []),
  ];
  const length = schedule(way.schedule, step, steps);
  return {
    optimizer:
      parameterisation === 'pixel' ? projectedGradient({ norm: 'L2', length, box: true }) : adam(length),
    steps,
    move: moves.length > 0 ? inTurn(moves) : undefined,
  };
}

function viewOf({ values }: Standing, width: number, height: number): ActivationMaximisationView {
  const [pixels, loss, probabilities, judged] = values as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array?,
  ];
  return {
    image: rgbaOf({ width, height, pixels }),
    activation: -loss[0]!,
    probabilities,
    ...(judged && { judged }),
  };
}

function requireActivationMaximisation(config: ActivationMaximisationConfig): void {
  const { unit, start, models } = config;
  requireOneOf("the unit's layer", unit.layer, ['logits', 'representation']);
  requireInteger("the unit's number", unit.index, 0, 1e5);
  if (typeof start === 'string') requireOneOf('start', start, ['noise']);
  else requirePicture('start', start);
  const size = start === 'noise' ? config.size : start;
  requireSide("the picture's width", size?.width ?? NaN);
  requireSide("the picture's height", size?.height ?? NaN);
  requireInteger('steps', config.steps, 1, 10_000);
  requireEvery(config.every ?? 1, config.steps);
  requireInteger('seed', config.seed, 0, 2 ** 32 - 1);
  for (const i of models.keys()) requireWay(wayOf(config, i), size!);
}

function requireWay(way: Way, size: { width: number; height: number }): void {
  requireOneOf('parameterisation', way.parameterisation, ['pixel', 'fourier']);
  requireNumber('step', way.step, 1e-4, 100);
  requireOneOf('schedule', way.schedule, ['constant', 'falling']);
  requireInteger('roll', way.roll, 0, 64);
  requireOneOf('transforms', String(way.transforms), ['true', 'false']);
  if (way.transforms) requireRoomForTransforms(size);
}
