import { EngineError } from '../engine/errors.ts';
import type { LoadedWeights, NetConfig, Weights } from '../engine/weights.ts';
import { tf } from '../engine/tf.ts';
import { gaussian, seededRandom } from '../random/seeded.ts';

/** The shapes of the networks of CIFAR-10 that ship, which these have not been taught. */
const input = { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616], classes: 0 };
const vgg = { layers: [1, 1, 2, 2, 2], widths: [32, 64, 128, 256, 256], pooling: 'max', ...input };
const resnet = {
  ...{ block: 'basic', layers: [1, 1, 1, 1], widths: [32, 64, 128, 256] },
  ...{ stem: 'small', antialiased: true, ...input },
};

type Shape = [side: number, before: number, after: number];

interface Recipe {
  net: string;
  config: NetConfig;
  /** Its convolutions by name. */
  convolutions: () => Record<string, Shape>;
}

const recipes: Readonly<Record<string, Recipe>> = {
  'untrained-vgg': {
    net: 'vgg',
    config: vgg,
    convolutions: () => {
      let before = 3;
      return Object.fromEntries(
        vgg.layers.flatMap((count, stage) =>
          Array.from({ length: count }, (_, i) => {
            const shape: Shape = [3, before, vgg.widths[stage]!];
            before = shape[2];
            return [`conv${stage + 1}_${i + 1}`, shape] as const;
          }),
        ),
      );
    },
  },
  'untrained-resnet': {
    net: 'resnet',
    config: resnet,
    convolutions: () => {
      const found: Record<string, Shape> = { conv1: [3, 3, resnet.widths[0]!] };
      resnet.widths.forEach((width, stage) => {
        const [name, before] = [`layer${stage + 1}.0`, resnet.widths[Math.max(0, stage - 1)]!];
        found[`${name}.conv1`] = [3, before, width];
        found[`${name}.conv2`] = [3, width, width];
        if (before !== width) found[`${name}.downsample`] = [1, before, width];
      });
      return found;
    },
  },
};

/** Of all of them: another seed is another network. */
const seed = 1;

/**
 * A network that has learned nothing: kernels drawn from a normal distribution with the variance 2 / fan-in, which
 * keeps activations of one size from layer to layer (He et al. 2015, section 2.2), and no biases. The same on every
 * device.
 *
 * @returns its weights, which the caller disposes; undefined for an id that is none of these
 */
export function untrained(id: string): LoadedWeights | undefined {
  if (!id.startsWith('untrained-')) return undefined;
  if (!Object.hasOwn(recipes, id)) {
    const known = Object.keys(recipes).join(', ');
    throw new EngineError('WeightsError', `Expected an untrained net to be one of ${known}, got ${id}.`);
  }
  const { net, config, convolutions } = recipes[id]!;
  const random = seededRandom(seed);
  const weights: Weights = {};
  for (const [name, [side, before, after]] of Object.entries(convolutions())) {
    const deviation = Math.sqrt(2 / (side * side * before));
    const kernel = Float32Array.from(
      { length: side * side * before * after },
      () => deviation * gaussian(random),
    );
    weights[`${name}/kernel`] = tf.tensor4d(kernel, [side, side, before, after]);
    weights[`${name}/bias`] = tf.zeros([after]);
  }
  return { net, config, weights };
}
