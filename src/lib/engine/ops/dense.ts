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
  if (x.shape[0] > fewRows) {
    return tf.customGrad((...args: unknown[]) => ({
      value: denseForward(args[0] as Tensor2D, kernel, bias),
      gradFunc: (dy: Tensor2D) => denseBackward(dy, kernel, transposed),
    }))(x) as Tensor2D;
  }
  const ours = own('FrozenDense');
  const times = (rows: Tensor2D, by: Tensor2D): Tensor2D =>
    ours ? ours({ x: rows, kernel: by }) : tf.matMul(rows, by);
  const product = tf.customGrad((...args: unknown[]) => ({
    value: times(args[0] as Tensor2D, kernel),
    gradFunc: (dy: Tensor2D) => times(dy, transposed),
  }))(x) as Tensor2D;
  return tf.add(product, bias);
}

/** The pass of `dense` for many rows, without its gradient. */
export function denseForward(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return own('DenseRows')?.<Tensor2D>({ x, kernel, bias }) ?? tf.add(tf.matMul(x, kernel), bias);
}

/** The gradient wrt its x. @param transposed the kernel's, made here if it is not at hand */
export function denseBackward(dy: Tensor2D, kernel: Tensor2D, transposed?: Tensor2D): Tensor2D {
  const ours = own('DenseRowsGradient');
  return ours ? ours({ dy, kernel }) : tf.matMul(dy, transposed ?? tf.transpose(kernel));
}
