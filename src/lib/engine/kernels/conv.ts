import type { tf } from '../tf.ts';
import { hasEqualPhases, outputSize, winogradTile, type ConvShape } from './conv-plan.ts';
import { byPhases, byProducts, byScattering, byWinograd } from './conv-ways.ts';
import { ownKernel } from './kit.ts';

export interface ConvAttrs {
  stride: number;
  padding: number;
}

interface ConvInputs {
  /** [pictures, height, width, channels] */
  x: tf.TensorInfo;
  /** [side, side, channels, filters] */
  kernel: tf.TensorInfo;
  /** [filters] */
  bias: tf.TensorInfo;
}

interface ConvGradientInputs {
  /** [pictures, rows, columns, filters] */
  dy: tf.TensorInfo;
  kernel: tf.TensorInfo;
  /** Of dy's shape, if a ReLU came after: dy counts where this is positive. */
  y?: tf.TensorInfo;
}

/** x * kernel + bias, and its ReLU if asked for. */
export const conv = ownKernel(
  'FrozenConv',
  ({ x, kernel, bias }: ConvInputs, { stride, padding, relu }: ConvAttrs & { relu: boolean }, kit) => {
    const [pictures, height, width, channels] = x.shape as [number, number, number, number];
    const [side, , , filters] = kernel.shape as [number, number, number, number];
    const shape: ConvShape = { pictures, height, width, channels, filters, side, stride, padding };
    const [rows, columns] = outputSize(shape);
    const y = kit.heap.output([pictures, rows, columns, filters]);
    const call = { from: x, kernel, bias, to: y, relu };
    const tile = winogradTile(kit, shape);
    if (tile !== undefined) byWinograd(kit, tile, shape, call, false);
    else byProducts(kit, shape, call);
    return y;
  },
);

/** The gradient of `conv` wrt x, which is [pictures, height, width, channels]. */
export const convGradient = ownKernel(
  'FrozenConvGradient',
  (
    { dy, kernel, y }: ConvGradientInputs,
    { stride, padding, height, width }: ConvAttrs & { height: number; width: number },
    kit,
  ) => {
    const [pictures, rows, columns, filters] = dy.shape as [number, number, number, number];
    const [side, , channels] = kernel.shape as [number, number, number, number];
    const dx = kit.heap.output([pictures, height, width, channels]);
    const call = { from: dy, mask: y, kernel, to: dx };
    // At stride 1 it is itself a convolution of dy, with the kernel turned round and its channels swapped.
    const turned: ConvShape = {
      pictures,
      height: rows,
      width: columns,
      channels: filters,
      filters: channels,
      side,
      stride,
      padding: side - 1 - padding,
    };
    const tile = padding < side ? winogradTile(kit, turned) : undefined;
    if (tile !== undefined) byWinograd(kit, tile, turned, call, true);
    else {
      const shape: ConvShape = { pictures, height, width, channels, filters, side, stride, padding };
      if (hasEqualPhases(shape)) byPhases(kit, shape, call);
      else byScattering(kit, shape, call);
    }
    return dx;
  },
);
