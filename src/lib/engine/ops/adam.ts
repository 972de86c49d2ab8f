import type { Tensor1D } from '../tf.ts';
import { own } from './own.ts';

/**
 * One step of Adam in one kernel, where there is one of ours: put together from operations it is a dozen, of which each
 * reads and writes all weights.
 *
 * @param vectors weights, their gradient, and what is remembered, all of one length
 * @returns new weights, mean and square, or undefined where there is no such kernel
 */
export function ownAdam(
  vectors: Record<'weights' | 'gradient' | 'mean' | 'square', Tensor1D>,
  attrs: Record<'beta1' | 'beta2' | 'length' | 'scale' | 'epsilon', number>,
): [Tensor1D, Tensor1D, Tensor1D] | undefined {
  return own('Adam')?.(vectors, attrs);
}
