import type { tf } from '../tf.ts';
import type { ConvAttrs } from './conv.ts';
import { ownKernel } from './kit.ts';

interface FilterGradientInputs {
  /** [pictures, height, width, channels] */
  x: tf.TensorInfo;
  /** [pictures, rows, columns, filters] */
  dy: tf.TensorInfo;
  /** Of dy's shape, if a ReLU came after: dy counts where this is positive. */
  y?: tf.TensorInfo;
}

/** The gradient of a convolution wrt its kernel, [side, side, channels, filters], and its bias, [filters]. */
export const filterGradient = ownKernel(
  'FilterGradient',
  (
    { x, dy, y }: FilterGradientInputs,
    { side, stride, padding }: ConvAttrs & { side: number },
    { wasm, heap },
  ) => {
    const [pictures, height, width, channels] = x.shape as [number, number, number, number];
    const [, rows, columns, filters] = dy.shape as [number, number, number, number];
    const results = [heap.output([side, side, channels, filters]), heap.output([filters])];
    const scratch = heap.scratch(wasm.filterGradientScratchBytes(side, channels, filters));
    const picture = [heap.pointer(x), pictures, height, width, channels, side, stride, padding];
    const asked = [heap.pointer(dy), heap.pointer(y), rows, columns, filters];
    wasm.filterGradient(...picture, ...asked, ...results.map((each) => heap.pointer(each)), scratch);
    return results;
  },
);
