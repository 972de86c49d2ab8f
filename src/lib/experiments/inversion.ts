import { EngineError } from '../engine/errors.ts';
import type { Experiment } from '../engine/experiment.ts';
import { Held } from '../engine/held.ts';
import type { Net } from '../engine/models.ts';
import { tf, type Tensor, type Tensor4D } from '../engine/tf.ts';
import { randomRoll } from '../moves/roll.ts';
import { activationOf, representationDistance } from '../objectives/representation.ts';
import { lockstep, type Standing } from '../optimisation/lockstep.ts';
import type { Optimisation } from '../optimisation/optimise.ts';
import type { MakeOptimizer } from '../optimizers/optimizer.ts';
import { projectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { schedule, type ScheduleName } from '../optimizers/schedule.ts';
import type { Parameterisation } from '../parameterisations/parameterisation.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { requirePicture, type Picture } from '../pictures/picture.ts';
import { rgbaOf } from '../pictures/rgba.ts';
import { pictureTensor } from '../pictures/tensors.ts';
import { seededRandom } from '../random/seeded.ts';
import { requireInteger, requireNumber, requireOneOf } from './checks.ts';

/** Pictures that a net cannot tell from a target, from several starts and for several nets, all in lockstep. */
export interface InversionConfig {
  /** The nets for colour pictures, by id. */
  models: readonly string[];
  /**
   * Whose representation is looked for: one picture's, or, of two, the mix (1 − λ) r(a) + λ r(b), which is what an
   * interpolation shows.
   */
  target: Picture | { from: Picture; to: Picture; share: number };
  /** Where to begin, each of the target's size; `noise` is grey with a little of it. */
  starts: readonly (Picture | 'noise')[];
  /** `representation`, or a layer with places, which keeps them. */
  layer: string;
  /** Length of a step in L2, pixels in [0, 1]. */
  step: number;
  schedule: ScheduleName;
  steps: number;
  /** Before each look, the picture is moved by up to so many pixels each way at random, wrapping round. */
  roll: number;
  /** Radius of the ball around its start, in L2, that a picture stays in: near twins. Anywhere if not said. */
  eps?: number;
  seed: number;
}

/** One picture after a step. */
export interface InversionView {
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray;
  /** ‖r(x) − r(t)‖₂ / ‖r(t)‖₂. */
  distance: number;
  /** How far the picture has come from its start, in L2. */
  moved: number;
}

export interface InversionFrame {
  step: number;
  of: number;
  width: number;
  height: number;
  /** By net and then by start, in the order of the config. */
  views: InversionView[][];
}

/**
 * Minimises the distance of representations (Mahendran and Vedaldi 2015, "Understanding deep image representations by
 * inverting them"; on robust nets Engstrom et al. 2019, section 4.1). Frame 0 is the start.
 */
export const inversion: Experiment<InversionConfig, InversionFrame> = async function* (config, context) {
  requireInversion(config);
  const { models, starts, steps, layer } = config;
  const { width, height } = sizeOf(config);
  const held = new Held();
  try {
    const nets = await context.models(models);
    const parameterisation = held.keep(pixelParameterisation(height, width));
    const begins = starts.map((start, i) => held.keep(begin(start, parameterisation, config.seed + i)));
    const runs = nets.flatMap((net) => {
      const objective = held.keep(representationDistance(net, targetOf(config, net), layer));
      return begins.map((start): Optimisation => ({
        objective,
        parameterisation,
        start,
        optimizer: walker(config, start),
        steps,
        move: config.roll > 0 ? randomRoll(config.roll) : undefined,
        random: seededRandom(config.seed),
        signal: context.signal,
      }));
    });
    const read = lockstep(runs, ({ picture, parts }, i) => {
      const { objective, start, move } = runs[i]!;
      const distance = move ? objective.look(picture).parts[0]! : parts;
      return [picture, distance, tf.norm(tf.sub(picture, start as Tensor4D))];
    });
    for await (const standings of read) {
      const all = standings.map((standing) => viewOf(standing, width, height));
      const views = nets.map((_, i) => all.slice(i * starts.length, (i + 1) * starts.length));
      yield { step: Math.max(...standings.map(({ step }) => step)), of: steps, width, height, views };
    }
  } finally {
    held.dispose();
  }
};

const sizeOf = ({ target }: InversionConfig): Picture => ('from' in target ? target.from : target);

/** The activation that is looked for; the caller disposes. */
function targetOf({ target, layer }: InversionConfig, net: Net): Tensor {
  const seen = (picture: Picture) => activationOf(net, pictureTensor(picture), layer);
  return tf.tidy(() => {
    if (!('from' in target)) return seen(target).clone();
    const { from, to, share } = target;
    return tf.add(tf.mul(seen(from), 1 - share), tf.mul(seen(to), share));
  });
}

function begin(start: Picture | 'noise', { noise }: Parameterisation, seed: number): Tensor4D {
  return start === 'noise' ? (noise(seededRandom(seed)) as Tensor4D) : pictureTensor(start);
}

function walker({ schedule: name, step, steps, eps }: InversionConfig, centre: Tensor4D): MakeOptimizer {
  return projectedGradient({
    norm: 'L2',
    length: schedule(name, step, steps),
    box: true,
    ...(eps !== undefined && { ball: { centre, eps, norm: 'L2' } }),
  });
}

function viewOf({ values }: Standing, width: number, height: number): InversionView {
  const [pixels, distance, moved] = values as [Float32Array, Float32Array, Float32Array];
  return { image: rgbaOf({ width, height, pixels }), distance: distance[0]!, moved: moved[0]! };
}

function requireInversion(config: InversionConfig): void {
  const { target, starts } = config;
  if (typeof target === 'object' && target !== null && 'from' in target) {
    requirePicture('first target', target.from);
    requirePicture('second target', target.to);
    requireSize('second target', target.to, target.from);
    requireNumber("the second target's share", target.share, 0, 1);
  } else requirePicture('target', target);
  if (!Array.isArray(starts) || starts.length === 0)
    refuse('starts', 'a list of pictures or noise', typeof starts);
  for (const start of starts as InversionConfig['starts']) {
    if (typeof start === 'string') {
      requireOneOf('start', start, ['noise']);
      continue;
    }
    requirePicture('start', start);
    requireSize('start', start, sizeOf(config));
  }
  requireNumber('step', config.step, 1e-4, 100);
  requireOneOf('schedule', config.schedule, ['constant', 'falling']);
  requireInteger('steps', config.steps, 1, 10_000);
  requireInteger('roll', config.roll, 0, 64);
  if (config.eps !== undefined) requireNumber('eps', config.eps, 1e-4, 1e4);
  requireInteger('seed', config.seed, 0, 2 ** 31);
}

/** @throws ConfigError */
function requireSize(what: string, { width, height }: Picture, wanted: Picture): void {
  if (width !== wanted.width || height !== wanted.height)
    refuse(
      `the ${what}`,
      `${wanted.width} x ${wanted.height} pixels, as the target is`,
      `${width} x ${height}`,
    );
}

function refuse(what: string, wanted: string, got: string): never {
  throw new EngineError('ConfigError', `Expected ${what} to be ${wanted}, got ${got}.`);
}
