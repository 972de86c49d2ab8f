// What the page's engine makes of a net with weights from a hash. It runs in Node and, bundled, in a browser, so it
// reads no file.
import type { Net, NetOptions } from '../../src/lib/engine/models.ts';
import { tf, type Tensor, type Tensor4D } from '../../src/lib/engine/tf.ts';
import type { NetConfig, Weights } from '../../src/lib/engine/weights.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { hashed } from '../hashed.ts';

export interface Family {
  name: string;
  net: string;
  config: NetConfig;
  /** Kernel shapes by layer, output channels last. */
  layers: Record<string, number[]>;
  /** [images, height, width, 3] */
  image: [number, number, number, number];
  averagePooling: boolean | null;
  /** Activations in order, then two gradients: at most 200 numbers of each. */
  arrays: Record<string, { shape: number[]; values: string }>;
}

/** Which coordinate of which activation a gradient is of, by the gradient's name in the fixture. */
export const gradients = {
  'gradient of logit': { source: 'logits', fakeRelu: false },
  'gradient of coordinate': { source: 'representation', fakeRelu: true },
} as const;
export type GradientName = keyof typeof gradients;

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

/** The net of a case, and its weights, which the caller disposes. */
export function build({ net, config, layers }: Family): { net: Net; weights: Weights } {
  const weights: Weights = {};
  Object.entries(layers).forEach(([name, shape], k) => {
    const reach = Math.sqrt(6 / sizeOf(shape.slice(0, -1)));
    weights[`${name}/kernel`] = tf.tensor(hashed(sizeOf(shape), 2 * k + 1, -reach, reach), shape);
    weights[`${name}/bias`] = tf.tensor1d(hashed(shape.at(-1)!, 2 * k + 2, -0.1, 0.1));
  });
  return { net: buildNet(net, weights, config), weights };
}

/** Every activation of a case's picture; the caller disposes. */
export function activations(net: Net, family: Family, imageSeed: number, options: NetOptions = {}) {
  return tf.tidy(() => net(imageOf(family, imageSeed), { ...optionsOf(family), ...options }));
}

/** One of the two gradients wrt a case's picture; the caller disposes. */
export function gradient(
  net: Net,
  family: Family,
  imageSeed: number,
  name: GradientName,
  coordinate: number,
): Tensor {
  const { source, fakeRelu } = gradients[name];
  const options = { ...optionsOf(family), fakeRelu, upTo: source };
  return tf.tidy(() =>
    tf.grad((image) => {
      const seen = net(image as Tensor4D, options)[source]!;
      return tf.sum(tf.slice(seen, [0, coordinate], [-1, 1]));
    })(imageOf(family, imageSeed)),
  );
}

const imageOf = ({ image }: Family, seed: number) => tf.tensor4d(hashed(sizeOf(image), seed, 0, 1), image);

const optionsOf = ({ averagePooling }: Family): NetOptions =>
  averagePooling === null ? {} : { averagePooling };
