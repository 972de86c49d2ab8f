import { tf, type Tensor1D, type Tensor2D } from '../tf.ts';
import { own } from './own.ts';

/** Rows up to which reading the kernel is all that a product costs: there a kernel of our own reads it best. */
const fewRows = 4;

/** A frozen dense layer: its kernel, the same kernel transposed for the way back, and its bias. */
export interface FrozenDense {
  /** [in, out] */
  kernel: Tensor2D;
  /** [out, in] */
  transposed: Tensor2D;
  /** [out] */
  bias: Tensor1D;
}

/**
 * Prepares a dense layer once, so that every backward step is a plain product.
 * @returns `transposed` is new; the caller disposes all three.
 */
export function freezeDense(kernel: Tensor2D, bias: Tensor1D): FrozenDense {
  return { kernel, transposed: tf.transpose(kernel), bias };
}

/**
 * x · kernel + bias. The gradient wrt x is a product with the transposed kernel: TF.js's own transposes as it
 * multiplies, which on wasm takes eight times as long. The kernel itself gets no gradient.
 *
 * @param x [batch, in]
 * @returns [batch, out]
 */
export function dense(x: Tensor2D, { kernel, transposed, bias }: FrozenDense): Tensor2D {
  const product = tf.customGrad((...args: unknown[]) => {
    const value = times(args[0] as Tensor2D, kernel);
    const gradFunc = (dy: Tensor2D) => times(dy, transposed);
    return { value, gradFunc };
  })(x) as Tensor2D;
  return tf.add(product, bias);
}

function times(x: Tensor2D, kernel: Tensor2D): Tensor2D {
  const ours = x.shape[0] <= fewRows ? own('FrozenDense') : undefined;
  return ours ? ours({ x, kernel }) : tf.matMul(x, kernel);
}
