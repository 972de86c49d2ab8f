import type { tf } from '../tf.ts';
import { ownKernel } from './kit.ts';

export interface AdamAttrs {
  beta1: number;
  beta2: number;
  /** Of a step, over 1 - β₁ᵗ. */
  length: number;
  /** 1 / √(1 - β₂ᵗ) */
  scale: number;
  epsilon: number;
}

/** A step of Adam, all inputs [count]: new weights, mean and square. */
export const adam = ownKernel(
  'Adam',
  (
    inputs: Record<'weights' | 'gradient' | 'mean' | 'square', tf.TensorInfo>,
    { beta1, beta2, length, scale, epsilon }: AdamAttrs,
    { wasm, heap },
  ) => {
    const { weights, gradient, mean, square } = inputs;
    const [count] = weights.shape as [number];
    const moved = [weights, mean, square].map(() => heap.output([count]));
    const [x, g, m, v] = [weights, gradient, mean, square].map((each) => heap.pointer(each));
    const to = moved.map((each) => heap.pointer(each));
    wasm.adam(x!, g!, m!, v!, count, beta1, beta2, length, scale, epsilon, ...to);
    return moved;
  },
);
