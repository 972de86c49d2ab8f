import { tf, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D } from '../tf.ts';
import { convBackward, convForward, freeze, type ConvOptions } from './conv.ts';
import { denseBackward, denseForward } from './dense.ts';
import { filterGradient } from './filter-gradient.ts';

// Layers whose weights get gradients. For a gradient wrt the picture alone, `conv` and `dense` do less.

export interface LearningConvOptions extends ConvOptions {
  /** Whether what comes in gets a gradient, too; a first layer's picture needs none, and it is half of the work. */
  wrtInput: boolean;
}

/**
 * max(0, x * kernel + bias), with gradients wrt the kernel and the bias, and wrt x where `wrtInput` asks for it.
 *
 * @param x [batch, height, width, in]
 * @param kernel [side, side, in, out]
 * @param bias [out]
 */
export function learningConvRelu(
  x: Tensor4D,
  kernel: Tensor4D,
  bias: Tensor1D,
  { wrtInput, ...options }: LearningConvOptions,
): Tensor4D {
  const [side] = kernel.shape;
  const { stride = 1, padding = (side - 1) / 2 } = options;
  // The tape has one entry for each that is given here, and computes a gradient for all of them.
  const inputs = wrtInput ? [x, kernel, bias] : [kernel, bias];
  return tf.customGrad((...args: unknown[]) => {
    const save = args.at(-1) as tf.GradSaveFunc;
    const value = convForward(x, { kernel, bias, stride, padding, back: [] }, 'relu');
    save([value, x]);
    const gradFunc = (dy: Tensor4D, saved: Tensor[]): Tensor[] => {
      const [y, made] = saved as [Tensor4D, Tensor4D];
      const wrt = filterGradient({ x: made, dy, y, side, stride, padding });
      const dx = wrtInput ? [convBackward(dy, y, freeze(kernel, bias, { stride, padding }), x.shape)] : [];
      return [...dx, wrt.kernel, wrt.bias];
    };
    return { value, gradFunc };
  })(...inputs) as Tensor4D;
}

/**
 * x · kernel + bias, with gradients wrt all three. For the one wrt the kernel, a dense layer is a convolution of 1x1 on
 * pictures of one pixel.
 *
 * @param x [batch, in] @param kernel [in, out] @param bias [out]
 */
export function learningDense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return tf.customGrad((...args: unknown[]) => {
    const save = args.at(-1) as tf.GradSaveFunc;
    save([x]);
    const gradFunc = (dy: Tensor2D, saved: Tensor[]): Tensor[] => {
      const [given] = saved as [Tensor2D];
      const pixels = (rows: Tensor2D): Tensor4D => tf.reshape(rows, [rows.shape[0], 1, 1, rows.shape[1]]);
      const wrt = filterGradient({ x: pixels(given), dy: pixels(dy), side: 1, stride: 1, padding: 0 });
      return [denseBackward(dy, kernel), tf.reshape(wrt.kernel, kernel.shape), wrt.bias];
    };
    return { value: denseForward(x, kernel, bias), gradFunc };
  })(x, kernel, bias) as Tensor2D;
}
