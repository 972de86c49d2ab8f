import { tf, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D } from '../tf.ts';
import { convBackward, convForward, freeze, type ConvOptions } from './conv.ts';
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
 * x · kernel + bias, with gradients wrt all three. What TF.js would transpose as it multiplies, which on wasm takes
 * eight times as long, is transposed first.
 *
 * @param x [batch, in] @param kernel [in, out] @param bias [out]
 */
export function learningDense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return tf.customGrad((...args: unknown[]) => {
    const [input, weights, offset, save] = args as [Tensor2D, Tensor2D, Tensor1D, tf.GradSaveFunc];
    const value: Tensor2D = tf.add(tf.matMul(input, weights), offset);
    save([input]);
    const gradFunc = (dy: Tensor2D, saved: Tensor[]): Tensor[] => [
      tf.matMul(dy, tf.transpose(weights)),
      tf.matMul(tf.transpose(saved[0] as Tensor2D), dy),
      tf.sum(dy, 0),
    ];
    return { value, gradFunc };
  })(x, kernel, bias) as Tensor2D;
}
