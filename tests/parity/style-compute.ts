// What the page makes of style transfer's parts. It runs in Node and, bundled, in a browser, so it reads no file.
import type { Net } from '../../src/lib/engine/models.ts';
import { tf, type Tensor, type Tensor4D } from '../../src/lib/engine/tf.ts';
import { styleLayersOf, equalWeights, protocol } from '../../src/lib/experiments/style-layers.ts';
import { fourierParameterisation } from '../../src/lib/parameterisations/fourier.ts';
import { pixelParameterisation } from '../../src/lib/parameterisations/pixel.ts';
import { pictureTensor } from '../../src/lib/pictures/tensors.ts';
import type { Picture } from '../../src/lib/pictures/picture.ts';
import { borderOf, composed } from '../../src/lib/moves/transforms.ts';
import { warped, type Pair } from '../../src/lib/moves/warp.ts';
import { gram } from '../../src/lib/objectives/gram.ts';
import { StyleObjective } from '../../src/lib/objectives/style.ts';
import { totalVariation } from '../../src/lib/objectives/total-variation.ts';
import { evaluated } from '../../src/lib/optimisation/evaluate.ts';
import { hashed } from '../hashed.ts';

/** First jitter, scale, degrees, second jitter. */
export type Move = [Pair, number, number, Pair];

/** Flat patches with noise on them, as training/golden/style.py makes them. */
export function picture([height, width]: readonly [number, number], seed: number): Picture {
  const patches = hashed(75, seed, 0, 1);
  const noise = hashed(height * width * 3, seed + 1, 0, 1);
  const pixels = noise.map((value, i) => {
    const [row, column] = [Math.floor(i / (3 * width)), Math.floor(i / 3) % width];
    const patch = Math.floor((row * 5) / height) * 5 + Math.floor((column * 5) / width);
    return 0.7 * patches[patch * 3 + (i % 3)]! + 0.3 * value;
  });
  return { width, height, pixels };
}

type Values = Record<string, Float32Array>;

async function read(tensors: Record<string, Tensor>): Promise<Values> {
  const values: Values = {};
  for (const [name, tensor] of Object.entries(tensors)) {
    values[name] = (await tensor.data()) as Float32Array;
    tensor.dispose();
  }
  return values;
}

/** The gradient of Σ f(x) · weights. */
const gradientOf = (f: (x: Tensor) => Tensor, x: Tensor, weights: Tensor) =>
  tf.grad((at) => tf.sum(tf.mul(f(at), weights)))(x);

/** Every single operation and its gradient, by the fixture's names; warps by their number. */
export async function operations(
  content: Picture,
  seed: number,
  reach: number,
  moves: readonly Move[],
): Promise<Values> {
  const { width, height } = content;
  const fourier = fourierParameterisation(height, width);
  const seen = tf.tidy(() => {
    const x = pictureTensor(content);
    const weights = tf.tensor4d(hashed(height * width * 3, seed), [1, height, width, 3]);
    const square = tf.tensor2d(hashed(9, seed), [3, 3]);
    const coefficients = tf.tensor3d(hashed(height * 3 * width, seed, -reach, reach), [height, 3, width]);
    const variation = (at: Tensor) => totalVariation(at as Tensor4D);
    const arrays: Record<string, Tensor> = {
      gram: gram(x),
      'gradient of gram': gradientOf((at) => gram(at as Tensor4D), x, square),
      variation: variation(x),
      'gradient of variation': tf.grad(variation)(x),
      decoded: fourier.decode(coefficients),
      'gradient of decoded': gradientOf((at) => fourier.decode(at), coefficients, weights),
      encoded: fourier.encode(x),
    };
    for (const [i, move] of moves.entries()) {
      const moved = (at: Tensor) => warped(at as Tensor4D, composed(...move), borderOf(height, width));
      arrays[`warped ${i}`] = moved(x);
      arrays[`gradient of warped ${i}`] = gradientOf(moved, x, weights);
    }
    return arrays;
  });
  fourier.dispose();
  return read(seen);
}

export interface EvaluationInput {
  /** The net's family, for its layers. */
  family: string;
  content: Picture;
  style: Picture;
  tvWeight: number;
  /** How the picture is moved before it is seen, if it is. */
  move?: Move;
  /** Of the point where the loss is asked for. */
  seed: number;
  /** It is made of coefficients up to so large, not of pixels. */
  reach?: number;
}

/** The parts of the loss, and its gradient. */
export async function evaluation(net: Net, input: EvaluationInput): Promise<Values> {
  const { family, content, move, seed, reach } = input;
  const { width, height } = content;
  const [kept, style] = [pictureTensor(content), pictureTensor(input.style)];
  const objective = new StyleObjective({
    net,
    layers: equalWeights(family),
    styleWeight: protocol.styleWeight,
    style,
    content: { net, layer: styleLayersOf(family).content, weight: protocol.contentWeight, picture: kept },
    tvWeight: input.tvWeight,
    averagePooling: styleLayersOf(family).averagePooling,
  });
  const view = move && ((image: Tensor4D) => warped(image, composed(...move), borderOf(height, width)));
  const parameterisation = (reach ? fourierParameterisation : pixelParameterisation)(height, width);
  const x = reach
    ? tf.tensor3d(hashed(height * 3 * width, seed, -reach, reach), [height, 3, width])
    : pictureTensor(picture([height, width], seed));
  const { parts, gradient } = evaluated(objective, parameterisation, x, { view });
  tf.dispose([kept, style, x]);
  objective.dispose();
  parameterisation.dispose();
  return read({ parts, gradient });
}
