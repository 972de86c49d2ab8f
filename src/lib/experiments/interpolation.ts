import type { Experiment, RunContext } from '../engine/experiment.ts';
import { Held } from '../engine/held.ts';
import type { Net } from '../engine/models.ts';
import { readTogether } from '../engine/readback.ts';
import { tf, type Tensor, type Tensor4D } from '../engine/tf.ts';
import { randomRoll } from '../moves/roll.ts';
import { activationOf, representationDistance } from '../objectives/representation.ts';
import { optimise, type Optimisation } from '../optimisation/optimise.ts';
import { projectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { schedule } from '../optimizers/schedule.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { requireSameSize, requirePicture, type Picture } from '../pictures/picture.ts';
import { rgbaOf, rgbaOfEach } from '../pictures/rgba.ts';
import { pictureTensor } from '../pictures/tensors.ts';
import { seededRandom } from '../random/seeded.ts';
import { requireInteger, requireNumber } from './checks.ts';
import { requireRoomForPixels } from './room.ts';

/** Pictures in between two: for several mixes of their representations, a picture that a net sees as the mix. */
export interface InterpolationConfig {
  /** The nets for colour pictures, by id. */
  models: readonly string[];
  /** The two pictures, of one size. */
  from: Picture;
  to: Picture;
  /** How many pictures the way has, both ends included. */
  pictures: number;
  /** Length of the first step in L2, pixels in [0, 1]; it falls to 0. */
  step: number;
  /** For each picture in between. */
  steps: number;
  /** Before each look, the picture is moved by up to so many pixels each way at random, wrapping round. */
  roll: number;
  seed: number;
}

/** What a net sees as the mix. */
export interface InterpolationView {
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray<ArrayBuffer>;
  /** ‖r(x) − m‖₂ / ‖m‖₂, m being the mix of the representations. */
  distance: number;
  /** The same of the mix of the pixels, where it began. */
  began: number;
}

/** So many pictures are looked for side by side: that takes less than one after the other, but all come at its end. */
const atOnce = 3;

/** One picture of the way; `step` of `of` is the share of the second picture, λ. */
export interface InterpolationFrame {
  step: number;
  of: number;
  width: number;
  height: number;
  /** The mix of the pixels, from which each net begins. RGBA. */
  fade: Uint8ClampedArray<ArrayBuffer>;
  /** In the order of `config.models`. */
  views: InterpolationView[];
}

/**
 * Inverts the mixes (1 − λ) r(a) + λ r(b) of two representations, each from the same mix of the two pictures (Engstrom
 * et al. 2019, section 4.3). The frames are the way from the first picture to the second, in its order; at the ends
 * nothing is looked for, since the pictures themselves are there.
 */
export const interpolation: Experiment<InterpolationConfig, InterpolationFrame> = async function* (
  config,
  context,
) {
  requireInterpolation(config);
  const { from, to, pictures } = config;
  const { width, height } = from;
  const held = new Held();
  try {
    const nets = await context.models(config.models);
    requireRoomForPixels({ width, height }, nets);
    const ends = [held.keep(pictureTensor(from)), held.keep(pictureTensor(to))] as const;
    const seen = nets.map((net) => held.keep(tf.tidy(() => seenBy(net, ends))));
    const of = pictures - 1;
    const end = (step: 0 | 1) => {
      const fade = rgbaOf(step === 0 ? from : to);
      const views = nets.map(() => ({ image: fade, distance: 0, began: 0 }));
      return { step: step * of, of, width, height, fade, views };
    };
    yield end(0);
    for (let first = 1; first < of; first += atOnce) {
      const steps = Array.from({ length: Math.min(atOnce, of - first) }, (_, i) => first + i);
      const mixes = (a: Tensor, b: Tensor) => tf.concat(steps.map((step) => mixed(a, b, step / of)));
      const starts = tf.tidy(() => mixes(...ends) as Tensor4D);
      let fades: InterpolationView['image'][];
      const byNet: InterpolationView[][] = [];
      try {
        fades = rgbaOfEach((await starts.data()) as Float32Array, steps.length);
        for (const [i, net] of nets.entries()) {
          const targets = tf.tidy(() => mixes(...(tf.split(seen[i]!, 2) as [Tensor, Tensor])));
          byNet.push(await between(net, targets, starts, config, context));
        }
      } finally {
        starts.dispose();
      }
      for (const [i, step] of steps.entries())
        yield { step, of, width, height, fade: fades[i]!, views: byNet.map((views) => views[i]!) };
    }
    yield end(1);
  } finally {
    held.dispose();
  }
};

const mixed = <T extends Tensor>(a: T, b: T, share: number): T =>
  tf.add(tf.mul(a, 1 - share), tf.mul(b, share)) as T;

/** [2, features]: the representations of both ends. */
const seenBy = (net: Net, ends: readonly Tensor4D[]): Tensor =>
  tf.concat(ends.map((end) => activationOf(net, end, 'representation')));

/** The pictures that a net sees as `targets`, which go with them. */
async function between(
  net: Net,
  targets: Tensor,
  start: Tensor4D,
  { step, steps, roll, seed, from: { width, height } }: InterpolationConfig,
  { signal }: RunContext,
): Promise<InterpolationView[]> {
  const objective = representationDistance(net, targets);
  const run: Optimisation = {
    objective,
    parameterisation: pixelParameterisation(height, width),
    start,
    optimizer: projectedGradient({ norm: 'L2', length: schedule('falling', step, steps), box: true }),
    steps,
    move: roll > 0 ? randomRoll(roll) : undefined,
    random: seededRandom(seed),
    signal,
  };
  try {
    for await (const { step: done, picture } of optimise(run)) {
      if (done < steps) continue;
      const looks = tf.tidy(() => [picture, start].map((x) => objective.look(x).seen!['distances']!));
      try {
        const [pixels, distances, began] = await readTogether([picture, ...looks]);
        return rgbaOfEach(pixels!, start.shape[0]).map((image, i) => ({
          ...{ image, distance: distances![i]!, began: began![i]! },
        }));
      } finally {
        tf.dispose(looks);
      }
    }
    throw new Error(`Expected ${steps} steps, got none.`);
  } finally {
    objective.dispose();
  }
}

function requireInterpolation(config: InterpolationConfig): void {
  requirePicture('first picture', config.from);
  requirePicture('second picture', config.to);
  requireSameSize('second picture', config.to, config.from);
  requireInteger('pictures', config.pictures, 3, 64);
  requireNumber('step', config.step, 1e-4, 100);
  requireInteger('steps', config.steps, 1, 10_000);
  requireInteger('roll', config.roll, 0, 64);
  requireInteger('seed', config.seed, 0, 2 ** 31);
}
