import type { Experiment } from '../engine/experiment.ts';
import { Held } from '../engine/held.ts';
import type { Net } from '../engine/models.ts';
import { tf, type Tensor4D } from '../engine/tf.ts';
import { randomRoll } from '../moves/roll.ts';
import { labelObjective } from '../objectives/label.ts';
import { unitObjective } from '../objectives/unit.ts';
import { lockstep, type Standing } from '../optimisation/lockstep.ts';
import type { Optimisation } from '../optimisation/optimise.ts';
import { projectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { schedule } from '../optimizers/schedule.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import type { Picture } from '../pictures/picture.ts';
import { rgbaOf } from '../pictures/rgba.ts';
import { pictureTensor } from '../pictures/tensors.ts';
import { seededRandom } from '../random/seeded.ts';
import { requireClassSynthesis, type ClassSynthesisConfig } from './class-synthesis-checks.ts';
import { requireRoomForPixels } from './room.ts';

export type { ClassSynthesisConfig };

/** One net's picture after some steps, and what the net sees in it. */
export interface ClassSynthesisView {
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray<ArrayBuffer>;
  /** The net's own probabilities of its classes. */
  probabilities: Float32Array;
  /** How far the picture has come from its start, in L2. */
  moved: number;
}

export interface ClassSynthesisFrame {
  /** The frame's number, from 0, over all starts. */
  step: number;
  /** The last frame's. */
  of: number;
  /** Which of the starts it is of, from 0. */
  start: number;
  width: number;
  height: number;
  /** In the order of `config.models`. */
  views: ClassSynthesisView[];
}

/**
 * Pictures of a class, each from a start of its own: image synthesis, if the starts are draws from a blur of the
 * class, and a drawing taken further, if they are drawings (Santurkar et al. 2019, "Image synthesis with a single
 * (robust) classifier", sections 3.1 and 4.2). One start after the other; for each, all nets in lockstep. The first
 * frame of each start is the start itself.
 */
export const classSynthesis: Experiment<ClassSynthesisConfig, ClassSynthesisFrame> = async function* (
  config,
  context,
) {
  requireClassSynthesis(config);
  const { starts, steps, every } = config;
  const nets = await context.models(config.models);
  requireRoomForPixels(starts[0]!, nets);
  const perStart = steps / every + 1;
  const of = starts.length * perStart - 1;
  for (const [i, start] of starts.entries()) {
    const { width, height } = start;
    for await (const { taken, views } of fromOne(nets, config, start, context.signal))
      yield { step: i * perStart + taken / every, of, start: i, width, height, views };
  }
};

/** What is shown of one start: the views after every so many steps. */
async function* fromOne(
  nets: readonly Net[],
  config: ClassSynthesisConfig,
  start: Picture,
  signal: AbortSignal,
) {
  const { width, height } = start;
  const held = new Held();
  try {
    const begin = held.keep(pictureTensor(start));
    const runs = nets.map((net): Optimisation => ({
      objective: held.keep(objectiveOf(config, net)),
      parameterisation: held.keep(pixelParameterisation(height, width)),
      start: begin,
      ...rulesOf(config, begin),
      // Every start is moved alike: a picture is the same one, whatever is drawn beside it.
      random: seededRandom(config.seed),
      signal,
    }));
    const read = lockstep(runs, ({ step, picture, parts, seen }, own) => {
      if (step % config.every !== 0) return [];
      // Where the picture was moved, what was seen is not quite it.
      const { objective, move } = runs[own]!;
      const look = move ? objective.look(picture) : { parts: [parts], seen };
      return [picture, tf.softmax(look.seen!['logits']!), tf.norm(tf.sub(picture, begin))];
    });
    for await (const standings of read) {
      const taken = standings[0]!.step;
      if (taken % config.every === 0)
        yield { taken, views: standings.map((standing) => viewOf(standing, width, height)) };
    }
  } finally {
    held.dispose();
  }
}

const objectiveOf = ({ goal, label }: ClassSynthesisConfig, net: Net) =>
  goal === 'logit'
    ? unitObjective(net, { layer: 'logits', index: label })
    : labelObjective(net, label, 'towards');

function rulesOf({ step, schedule: name, steps, roll, eps }: ClassSynthesisConfig, centre: Tensor4D) {
  return {
    optimizer: projectedGradient({
      norm: 'L2',
      length: schedule(name, step, steps),
      box: true,
      ...(eps !== undefined && { ball: { centre, eps, norm: 'L2' as const } }),
    }),
    steps,
    move: roll > 0 ? randomRoll(roll) : undefined,
  };
}

function viewOf({ values }: Standing, width: number, height: number): ClassSynthesisView {
  const [pixels, probabilities, moved] = values as [Float32Array, Float32Array, Float32Array];
  return { image: rgbaOf({ width, height, pixels }), probabilities, moved: moved[0]! };
}
