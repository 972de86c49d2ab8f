import { conv, freeze, type ConvOptions } from '../engine/ops/conv.ts';
import { maxPool } from '../engine/ops/max-pool.ts';
import { normalise } from '../engine/ops/normalise.ts';
import { weight } from '../engine/models.ts';
import { tf, type Tensor1D, type Tensor2D, type Tensor4D } from '../engine/tf.ts';
import type { NetConfig, Weights } from '../engine/weights.ts';
import { numbersOf } from './config.ts';

export type Layer = (x: Tensor4D) => Tensor4D;

/** A convolution, followed by a ReLU if nothing else is said. */
export type ConvLayer = (x: Tensor4D, activation?: 'relu' | 'linear') => Tensor4D;

/** The convolution called `name`. Its kernels for the way back join `weights`, to be disposed with them. */
export function convLayer(weights: Weights, name: string, options: ConvOptions = {}): ConvLayer {
  const kernel = weight<Tensor4D>(weights, `${name}/kernel`);
  const scale = weights[`${name}/kernel_scale`] as Tensor1D | undefined;
  const frozen = freeze(kernel, weight<Tensor1D>(weights, `${name}/bias`), options, scale);
  frozen.back.forEach((taps, phase) => {
    if (taps !== undefined) weights[`${name}/back${phase}`] = taps;
  });
  return (x, activation = 'relu') => conv(x, frozen, activation);
}

/** (x - mean) / std, channel by channel, as `config` says; the two join `weights`. */
export function normaliser(weights: Weights, config: NetConfig): Layer {
  const numbers = [numbersOf(config, 'mean', 3), numbersOf(config, 'std', 3)] as const;
  const [mean, std] = [tf.tensor1d(numbers[0]), tf.tensor1d(numbers[1])];
  Object.assign(weights, { 'input/mean': mean, 'input/std': std });
  return (x) => normalise(x, mean, std);
}

/** Max pooling over 2x2 windows; a last odd row or column is left out. */
export const halveByMaximum: Layer = (x) => maxPool(x, { side: 2, stride: 2, padding: 0 });

/** The mean over a picture. @param x [n, height, width, channels] @returns [n, channels] */
export const globalAverage = (x: Tensor4D): Tensor2D => tf.mean(x, [1, 2]);

/** @returns [n, height * width * channels] */
export const flatten = (x: Tensor4D): Tensor2D => tf.reshape(x, [x.shape[0], -1]);
