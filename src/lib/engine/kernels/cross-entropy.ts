import type { tf } from '../tf.ts';
import { ownKernel } from './kit.ts';

/** The cross-entropy of logits [rows, classes], summed up, and its gradient wrt them, of their shape. */
export const crossEntropy = ownKernel(
  'CrossEntropy',
  ({ logits, labels }: Record<'logits' | 'labels', tf.TensorInfo>, _: unknown, { wasm, heap }) => {
    const [rows, classes] = logits.shape as [number, number];
    const [loss, gradient] = [heap.output([]), heap.output(logits.shape)];
    const [from, wanted, to, towards] = [logits, labels, loss, gradient].map((each) => heap.pointer(each));
    wasm.crossEntropy(from!, wanted!, rows, classes, to!, towards!);
    return [loss, gradient];
  },
);
