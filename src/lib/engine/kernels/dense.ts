import type { tf } from '../tf.ts';
import { ownKernel } from './kit.ts';

/** x [rows, inputs] · kernel [inputs, outputs], for few rows */
export const dense = ownKernel(
  'FrozenDense',
  ({ x, kernel }: Record<'x' | 'kernel', tf.TensorInfo>, _: unknown, { wasm, heap }) => {
    const [rows] = x.shape as [number, number];
    const [inputs, outputs] = kernel.shape as [number, number];
    const y = heap.output([rows, outputs]);
    wasm.dense(heap.pointer(x), rows, inputs, heap.pointer(kernel), outputs, heap.pointer(y));
    return y;
  },
);
