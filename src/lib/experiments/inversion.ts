import type { Experiment } from '../engine/experiment.ts';
import { Held } from '../engine/held.ts';
import type { Net } from '../engine/models.ts';
import { tf, type Tensor, type Tensor4D } from '../engine/tf.ts';
import { randomRoll } from '../moves/roll.ts';
import { randomTransforms } from '../moves/transforms.ts';
import { inTurn, type Move } from '../moves/view.ts';
import { activationOf, representationDistance } from '../objectives/representation.ts';
import { lockstep, type Standing } from '../optimisation/lockstep.ts';
import type { Optimisation } from '../optimisation/optimise.ts';
import { adam } from '../optimizers/adam.ts';
import type { MakeOptimizer } from '../optimizers/optimizer.ts';
import { projectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { schedule } from '../optimizers/schedule.ts';
import { fourierParameterisation } from '../parameterisations/fourier.ts';
import type { Parameterisation } from '../parameterisations/parameterisation.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import type { Picture } from '../pictures/picture.ts';
import { rgbaOf } from '../pictures/rgba.ts';
import { pictureTensor } from '../pictures/tensors.ts';
import { seededRandom } from '../random/seeded.ts';
import { requireInversion, sizeOf, type InversionConfig } from './inversion-checks.ts';
import { requireRoomForPixels } from './room.ts';

/** One picture after a step. */
export interface InversionView {
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray<ArrayBuffer>;
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
    requireRoomForPixels({ width, height }, nets);
    const parameterisations = { pixel: pixelParameterisation, fourier: fourierParameterisation };
    const parameterisation = held.keep(parameterisations[config.parameterisation ?? 'pixel'](height, width));
    const begins = starts.map((start, i) => held.keep(begin(start, parameterisation, config.seed + i)));
    const runs = nets.flatMap((net) => {
      const objective = held.keep(representationDistance(net, targetOf(config, net), layer));
      return begins.map((start, i): Optimisation => ({
        objective,
        parameterisation,
        start,
        optimizer: walker(config, start, i),
        steps,
        move: moveOf(config),
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

/** The activation that is looked for; the caller disposes. */
function targetOf({ target, layer }: InversionConfig, net: Net): Tensor {
  const seen = (picture: Picture) => activationOf(net, pictureTensor(picture), layer);
  return tf.tidy(() => {
    if (!('from' in target)) return seen(target).clone();
    const { from, to, share } = target;
    return tf.add(tf.mul(seen(from), 1 - share), tf.mul(seen(to), share));
  });
}

function begin(start: Picture | 'noise', { noise, decode }: Parameterisation, seed: number): Tensor4D {
  if (start !== 'noise') return pictureTensor(start);
  return tf.tidy(() => decode(noise(seededRandom(seed))).clone());
}

const forStart = (value: number | readonly number[], start: number): number =>
  typeof value === 'number' ? value : value[start]!;

/** What walks from start number `start`, which is `centre`. */
function walker(config: InversionConfig, centre: Tensor4D, start: number): MakeOptimizer {
  const { eps, steps, parameterisation } = config;
  const length = schedule(config.schedule, forStart(config.step, start), steps);
  if (parameterisation === 'fourier') return adam(length);
  return projectedGradient({
    norm: 'L2',
    length,
    box: true,
    ...(eps !== undefined && { ball: { centre, eps: forStart(eps, start), norm: 'L2' } }),
  });
}

function moveOf(config: InversionConfig): Move | undefined {
  const { width, height } = sizeOf(config);
  const moves = [
    ...(config.transforms ? [randomTransforms(height, width)] : []),
    ...(config.roll > 0 ? [randomRoll(config.roll)] : []),
  ];
  return moves.length > 0 ? inTurn(moves) : undefined;
}

function viewOf({ values }: Standing, width: number, height: number): InversionView {
  const [pixels, distance, moved] = values as [Float32Array, Float32Array, Float32Array];
  return { image: rgbaOf({ width, height, pixels }), distance: distance[0]!, moved: moved[0]! };
}
