import { tf, type Tensor } from '../tf.ts';

/**
 * The sum of tensors of one shape, however many. On WebGPU, TF.js's addN binds all of them at once, and gives zeros
 * where the device allows eight buffers and there are more (seen in 4.22).
 */
export function addAll<T extends Tensor>(tensors: readonly T[]): T {
  return tensors.reduce((sum, tensor) => tf.add(sum, tensor));
}
