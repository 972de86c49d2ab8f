import type { Tensor1D, Tensor4D } from '../tf.ts';
import { conv, freeze } from './conv.ts';

/** A frozen convolution of stride 1: its kernel, the same kernel turned round for the way back, and its bias. */
export interface FrozenConv {
  /** [height, width, in, out], odd height and width. */
  kernel: Tensor4D;
  /** [height, width, out, in]: `kernel` flipped in both directions, channels swapped. */
  flipped: Tensor4D;
  /** [out] */
  bias: Tensor1D;
}

/**
 * Prepares a convolution once, so that every backward step is a plain forward convolution.
 * @returns `flipped` is new; the caller disposes all three.
 */
export function freezeConv(kernel: Tensor4D, bias: Tensor1D): FrozenConv {
  return { kernel, flipped: freeze(kernel, bias).back[0]!, bias };
}

/**
 * ReLU(x * kernel + bias), stride 1, zero padding that keeps the size (PyTorch's padding = (k - 1) / 2).
 * The kernel itself gets no gradient.
 *
 * @param x [batch, height, width, in]
 * @returns [batch, height, width, out]
 */
export function convRelu(x: Tensor4D, { kernel, flipped, bias }: FrozenConv): Tensor4D {
  const padding = (kernel.shape[0] - 1) / 2;
  return conv(x, { kernel, bias, stride: 1, padding, back: [flipped] }, 'relu');
}
