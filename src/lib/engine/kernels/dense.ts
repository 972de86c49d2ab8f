import type { tf } from '../tf.ts';
import type { ConvShape } from './conv-plan.ts';
import { byProducts, byScattering } from './conv-ways.ts';
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

/** Rows are the pixels of one line, and the layer a convolution of 1x1. */
function asConvolution(rows: number, kernel: tf.TensorInfo): ConvShape {
  const [channels, filters] = kernel.shape as [number, number];
  return { pictures: 1, height: 1, width: rows, channels, filters, side: 1, stride: 1, padding: 0 };
}

/** x [rows, inputs] · kernel [inputs, outputs] + bias [outputs], for many rows */
export const denseRows = ownKernel(
  'DenseRows',
  ({ x, kernel, bias }: Record<'x' | 'kernel' | 'bias', tf.TensorInfo>, _: unknown, kit) => {
    const [rows] = x.shape as [number, number];
    const shape = asConvolution(rows, kernel);
    const y = kit.heap.output([rows, shape.filters]);
    byProducts(kit, shape, { from: x, kernel, bias, to: y });
    return y;
  },
);

/** The gradient of `DenseRows` wrt x: dy [rows, outputs] · kernelᵀ */
export const denseRowsGradient = ownKernel(
  'DenseRowsGradient',
  ({ dy, kernel }: Record<'dy' | 'kernel', tf.TensorInfo>, _: unknown, kit) => {
    const [rows] = dy.shape as [number, number];
    const shape = asConvolution(rows, kernel);
    const dx = kit.heap.output([rows, shape.channels]);
    byScattering(kit, shape, { from: dy, kernel, to: dx });
    return dx;
  },
);
