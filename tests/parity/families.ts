// VGG, ResNet and AlexNet with weights from a hash, and what PyTorch computed with the same ones:
// tests/fixtures/parity-families, written by `python -m training.golden_families`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Net } from '../../src/lib/engine/models.ts';
import { tf } from '../../src/lib/engine/tf.ts';
import type { NetConfig, Weights } from '../../src/lib/engine/weights.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { hashed, hashedPlaces } from '../hashed.ts';
import { sizeOf } from '../helpers.ts';

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

interface Fixture {
  imageSeed: number;
  placeSeed: number;
  class: number;
  coordinate: number;
  cases: Family[];
}

const file = new URL('../fixtures/parity-families/families.json', import.meta.url);
export const fixture = JSON.parse(await readFile(fileURLToPath(file), 'utf8')) as Fixture;

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

/** The picture of a case; the caller disposes. */
export const imageOf = ({ image }: Family) =>
  tf.tensor4d(hashed(sizeOf(image), fixture.imageSeed, 0, 1), image);

/** What the fixture keeps of an array: all of it, or what stands at the places that the hash chooses. */
export function sampled(values: Float32Array, count: number): Float32Array {
  if (values.length === count) return values;
  return Float32Array.from(hashedPlaces(count, fixture.placeSeed, values.length), (place) => values[place]!);
}

/** The numbers of one array of the fixture. */
export const numbersOf = (base64: string) =>
  new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
