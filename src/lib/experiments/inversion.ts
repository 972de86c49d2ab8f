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
import { rgbaOfEach } from '../pictures/rgba.ts';
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

/** Some of the starts, which one run walks side by side. */
interface Group {
  /** [starts, height, width, 3] */
  begin: Tensor4D;
  optimizer: MakeOptimizer;
}

/**
 * Minimises the distance of representations (Mahendran and Vedaldi 2015, "Understanding deep image representations by
 * inverting them"; on robust nets Engstrom et al. 2019, section 4.1). Frame 0 is the start.
 */
export const inversion: Experiment<InversionConfig, InversionFrame> = async function* (config, context) {
  requireInversion(config);
  const { models, steps, layer, every = 1 } = config;
  const { width, height } = sizeOf(config);
  const held = new Held();
  try {
    const nets = await context.models(models);
    requireRoomForPixels({ width, height }, nets);
    const parameterisations = { pixel: pixelParameterisation, fourier: fourierParameterisation };
    const parameterisation = held.keep(parameterisations[config.parameterisation ?? 'pixel'](height, width));
    const groups = groupsOf(config, parameterisation, held);
    const runs = nets.flatMap((net) => {
      const objective = held.keep(representationDistance(net, targetOf(config, net), layer));
      return groups.map(({ begin, optimizer }): Optimisation => ({
        ...{ objective, parameterisation, start: begin, optimizer, steps },
        move: moveOf(config),
        random: seededRandom(config.seed),
        signal: context.signal,
      }));
    });
    const read = lockstep(runs, ({ step, picture, seen }, i) => {
      if (step % every !== 0) return [];
      // Where the picture was moved, what was seen is not quite it.
      const { objective, start, move } = runs[i]!;
      const { distances } = move ? objective.look(picture).seen! : seen;
      const moved = tf.sqrt(tf.sum(tf.square(tf.sub(picture, start as Tensor4D)), [1, 2, 3]));
      return [picture, distances!, moved];
    });
    for await (const standings of read) {
      const { step } = standings[0]!;
      if (step % every !== 0) continue;
      const views = nets.map((_, net) =>
        groups.flatMap((group, i) => viewsOf(standings[net * groups.length + i]!, group.begin.shape[0])),
      );
      yield { step, of: steps, width, height, views };
    }
  } finally {
    held.dispose();
  }
};

/** Pixels of all starts are walked together, which takes less than one after the other; coefficients are not. */
function groupsOf(config: InversionConfig, parameterisation: Parameterisation, held: Held): Group[] {
  const { starts, parameterisation: name, seed } = config;
  const numbers = [...starts.keys()];
  const groups = name === 'fourier' ? numbers.map((i) => [i]) : [numbers];
  return groups.map((own) => {
    const begin = held.keep(
      tf.tidy(() => tf.concat(own.map((i) => beginOf(starts[i]!, parameterisation, seed + i)))),
    );
    return { begin, optimizer: walker(config, begin, held) };
  });
}

/** The activation that is looked for; the caller disposes. */
function targetOf({ target, layer }: InversionConfig, net: Net): Tensor {
  const seen = (picture: Picture) => activationOf(net, pictureTensor(picture), layer);
  return tf.tidy(() => {
    if (!('from' in target)) return seen(target).clone();
    const { from, to, share } = target;
    return tf.add(tf.mul(seen(from), 1 - share), tf.mul(seen(to), share));
  });
}

function beginOf(start: Picture | 'noise', { noise, decode }: Parameterisation, seed: number): Tensor4D {
  return start === 'noise' ? decode(noise(seededRandom(seed))) : pictureTensor(start);
}

/** What walks from the pictures of `centre`. */
function walker(config: InversionConfig, centre: Tensor4D, held: Held): MakeOptimizer {
  const { eps, step, steps, parameterisation } = config;
  const lengthFrom = (first: number) => schedule(config.schedule, first, steps);
  if (parameterisation === 'fourier') return adam(lengthFrom(step as number));
  const each = (value: number | readonly number[]) =>
    typeof value === 'number' ? value : held.keep(tf.tensor4d([...value], [value.length, 1, 1, 1]));
  const lengths = each(step);
  return projectedGradient({
    norm: 'L2',
    ...(typeof lengths === 'number'
      ? { length: lengthFrom(lengths) }
      : { length: lengthFrom(1), times: lengths }),
    box: true,
    ...(eps !== undefined && { ball: { centre, eps: each(eps), norm: 'L2' } }),
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

function viewsOf({ values }: Standing, count: number): InversionView[] {
  const [pixels, distances, moved] = values as [Float32Array, Float32Array, Float32Array];
  return rgbaOfEach(pixels, count).map((image, i) => ({
    ...{ image, distance: distances[i]!, moved: moved[i]! },
  }));
}
