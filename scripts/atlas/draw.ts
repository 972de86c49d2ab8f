import { readTogether } from '../../src/lib/engine/readback.ts';
import { tf, type Tensor1D, type Tensor4D } from '../../src/lib/engine/tf.ts';
import type { Experiment } from '../../src/lib/engine/experiment.ts';
import type { ActivationMaximisationConfig } from '../../src/lib/experiments/activation-maximisation.ts';
import { randomRoll } from '../../src/lib/moves/roll.ts';
import type { Net } from '../../src/lib/engine/models.ts';
import type { Objective } from '../../src/lib/objectives/objective.ts';
import { optimise } from '../../src/lib/optimisation/optimise.ts';
import { projectedGradient } from '../../src/lib/optimizers/pgd/projected-gradient.ts';
import { schedule } from '../../src/lib/optimizers/schedule.ts';
import { pixelParameterisation } from '../../src/lib/parameterisations/pixel.ts';
import { rgbaOf } from '../../src/lib/pictures/rgba.ts';
import { seededRandom } from '../../src/lib/random/seeded.ts';
import { openEngineOf } from '../node-engine.ts';

interface Frame {
  images: Uint8ClampedArray[];
}

/**
 * What runs of activation maximisation end with, of one network and with all the same settings but the unit, in one
 * batch: no picture's gradient depends on another picture, and a step is as long for each as it is alone.
 */
const atlas: Experiment<{ runs: readonly ActivationMaximisationConfig[] }, Frame> = async function* (
  { runs },
  { models, signal },
) {
  const { models: ids, size, step, schedule: name, steps, roll, seed } = runs[0]!;
  const { width, height } = size!;
  const [net] = await models(ids);
  const random = seededRandom(seed);
  const parameterisation = pixelParameterisation(height, width);
  const start = tf.tidy(() => tf.tile(parameterisation.noise(random) as Tensor4D, [runs.length, 1, 1, 1]));
  const walk = optimise({
    objective: unitsObjective(net!, runs),
    parameterisation,
    start,
    optimizer: projectedGradient({ norm: 'L2', length: schedule(name, step, steps), box: true }),
    steps,
    move: roll > 0 ? randomRoll(roll) : undefined,
    random,
    signal,
  });
  try {
    for await (const { step: done, picture } of walk) {
      if (done < steps) continue;
      const [values] = await readTogether([picture as unknown as Tensor1D]);
      const numbers = width * height * 3;
      const images = runs.map((_, i) =>
        rgbaOf({ width, height, pixels: values!.subarray(i * numbers, (i + 1) * numbers) }),
      );
      yield { images };
    }
  } finally {
    start.dispose();
  }
};

/** Picture i of a batch is to excite the unit of run i. */
function unitsObjective(net: Net, runs: readonly ActivationMaximisationConfig[]): Objective {
  const { layer } = runs[0]!.unit;
  const units = runs.map(({ unit }) => unit.index);
  return {
    names: ['activation'],
    look(picture, view) {
      const options = layer === 'representation' ? { upTo: layer, fakeRelu: true } : {};
      const values = net(view ? view(picture) : picture, options)[layer]!;
      const asked = tf.oneHot(tf.tensor1d(units, 'int32'), values.shape[1]!);
      return { parts: [tf.neg(tf.sum(tf.mul(values, tf.cast(asked, 'float32'))))] };
    },
    dispose: () => undefined,
  };
}

/** @returns what draws runs that differ in nothing but the unit: RGBA, in their order */
export async function openAtlasEngine() {
  const { frames } = await openEngineOf({ atlas });
  return async (runs: readonly ActivationMaximisationConfig[]): Promise<Buffer[]> => {
    const { value } = await frames('atlas', { runs }).next();
    if (!value) throw new Error('Expected a last frame, got none.');
    return value.images.map((image) => Buffer.from(image));
  };
}
