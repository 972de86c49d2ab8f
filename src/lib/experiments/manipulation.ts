import type { Experiment } from '../engine/experiment.ts';
import { Held } from '../engine/held.ts';
import type { Net } from '../engine/models.ts';
import { tf, type Scalar } from '../engine/tf.ts';
import { classLogit } from '../objectives/logit.ts';
import type { Objective } from '../objectives/objective.ts';
import { activationOf } from '../objectives/representation.ts';
import { requireUnit } from '../objectives/unit.ts';
import { lockstep, type Standing } from '../optimisation/lockstep.ts';
import type { Optimisation } from '../optimisation/optimise.ts';
import { projectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { schedule } from '../optimizers/schedule.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { requirePicture, type Picture } from '../pictures/picture.ts';
import { rgbaOf } from '../pictures/rgba.ts';
import { pictureTensor } from '../pictures/tensors.ts';
import { seededRandom } from '../random/seeded.ts';
import { requireInteger, requireNumber } from './checks.ts';
import { requireRoomForPixels } from './room.ts';

/** One coordinate of the representation, brought into a picture, for several nets in lockstep. */
export interface ManipulationConfig {
  /** The nets for colour pictures, by id. */
  models: readonly string[];
  picture: Picture;
  /** Of the representation, from 0. */
  coordinate: number;
  /** A net goes on until its coordinate is so many times the largest of the others; with 1 it is the paper's rule. */
  until: number;
  /** Length of a step in L2, pixels in [0, 1]. */
  step: number;
  /** The most that are made. */
  steps: number;
}

/** What one net has come to. It stays as it is once the net has arrived. */
export interface ManipulationView {
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray<ArrayBuffer>;
  /** Of the coordinate. */
  activation: number;
  /** The largest of all others. */
  others: number;
  /** How many steps it has made. */
  step: number;
}

export interface ManipulationFrame {
  step: number;
  of: number;
  width: number;
  height: number;
  /** In the order of `config.models`. */
  views: ManipulationView[];
}

/**
 * Feature manipulation: gradient ascent on a coordinate of the representation from a picture, stopped as soon as it is
 * larger than all the others (Engstrom et al. 2019, section 4.2.1), or later. Frame 0 is the picture.
 */
export const manipulation: Experiment<ManipulationConfig, ManipulationFrame> = async function* (
  config,
  context,
) {
  requireManipulation(config);
  const { picture, coordinate, steps, until } = config;
  const { width, height } = picture;
  const held = new Held();
  try {
    const nets = await context.models(config.models);
    requireRoomForPixels({ width, height }, nets);
    const shared = {
      parameterisation: held.keep(pixelParameterisation(height, width)),
      start: held.keep(pictureTensor(picture)),
      optimizer: projectedGradient({
        norm: 'L2',
        length: schedule('constant', config.step, steps),
        box: true,
      }),
      steps,
      random: seededRandom(0),
      signal: context.signal,
    };
    const arrived: ManipulationView[] = [];
    const runs = nets.map((net, own): Optimisation => ({
      ...shared,
      objective: towards(net, coordinate),
      isThere: () => arrived[own] !== undefined,
    }));
    const read = lockstep(runs, ({ picture, seen }) => [picture, seen['representation']!]);
    for await (const standings of read) {
      const views = standings.map((standing, own) => arrived[own] ?? viewOf(standing, config));
      for (const [own, view] of views.entries())
        if (view.activation > until * view.others) arrived[own] ??= view;
      yield { step: Math.max(...standings.map(({ step }) => step)), of: steps, width, height, views };
      if (nets.every((_, own) => arrived[own])) return;
    }
  } finally {
    held.dispose();
  }
};

/** Makes a coordinate large, and says what the whole representation was. */
const towards = (net: Net, coordinate: number): Objective => ({
  names: ['activation'],
  look(picture) {
    const representation = activationOf(net, picture, 'representation');
    requireUnit('representation', coordinate, representation.shape[1]!);
    return { parts: [tf.neg(classLogit(representation, coordinate)) as Scalar], seen: { representation } };
  },
  dispose: () => undefined,
});

function viewOf({ step, values }: Standing, { picture, coordinate }: ManipulationConfig): ManipulationView {
  const [pixels, representation] = values as [Float32Array, Float32Array];
  const others = representation.reduce(
    (largest, value, i) => (i === coordinate ? largest : Math.max(largest, value)),
    0,
  );
  return { image: rgbaOf({ ...picture, pixels }), activation: representation[coordinate]!, others, step };
}

function requireManipulation(config: ManipulationConfig): void {
  requirePicture('picture', config.picture);
  requireInteger('the coordinate', config.coordinate, 0, 1e5);
  requireNumber('until', config.until, 1, 100);
  requireNumber('step', config.step, 1e-4, 100);
  requireInteger('steps', config.steps, 1, 10_000);
}
