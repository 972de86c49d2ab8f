import { tf, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D } from '../tf.ts';
import { own } from './own.ts';
import { splitPhases } from './phases.ts';

/** What the gradient wrt a convolution's kernel is made of. */
export interface Convolved {
  /** What was convolved: [batch, height, width, channels] */
  x: Tensor4D;
  /** What is asked of the outputs: [batch, rows, columns, filters] */
  dy: Tensor4D;
  /** What a ReLU made of the outputs, if there was one: where it gave nothing, nothing is asked. */
  y?: Tensor4D | undefined;
  side: number;
  stride: number;
  padding: number;
}

/**
 * The gradient of a convolution wrt its kernel and its bias. TF.js's Conv2DBackpropFilter is not there on wasm; this is
 * a product of matrices, which every backend is good at: what each output was made of, transposed, times what is asked
 * of it.
 *
 * @returns kernel [side, side, channels, filters] and bias [filters]; both belong to the caller's tidy
 */
export function filterGradient(convolved: Convolved): { kernel: Tensor4D; bias: Tensor1D } {
  const { x, dy, y, side, stride, padding } = convolved;
  const [channels, filters] = [x.shape[3], dy.shape[3]];
  const depth = side * side * channels;
  const ours = own('FilterGradient');
  if (ours) {
    const attrs = { side, stride, padding };
    const masked = y === undefined ? { x, dy } : { x, dy, y };
    const [kernel, bias] = ours<[Tensor4D, Tensor1D]>(masked as Record<string, Tensor>, attrs);
    return { kernel, bias };
  }
  const asked = tf.reshape(y === undefined ? dy : tf.mul(dy, tf.step(y)), [-1, filters]) as Tensor2D;
  const made = tf.reshape(patches(convolved), [-1, depth]) as Tensor2D;
  return {
    kernel: tf.reshape(tf.matMul(made, asked, true, false), [side, side, channels, filters]),
    bias: tf.sum(asked, 0),
  };
}

/**
 * What each output was made of, [batch, rows, columns, side · side · channels]. Tap (row, column) of every output at
 * once is a piece of one phase of the picture, begun (row, column) / stride further on.
 */
function patches({ x, dy, side, stride, padding }: Convolved): Tensor {
  const [batch, height, width, channels] = x.shape;
  const [, rows, columns] = dy.shape;
  const reach = Math.floor((side - 1) / stride);
  const tall = Math.max(rows + reach, Math.ceil((height + padding) / stride));
  const wide = Math.max(columns + reach, Math.ceil((width + padding) / stride));
  const padded = tf.pad(x, [
    [0, 0],
    [padding, stride * tall - height - padding],
    [padding, stride * wide - width - padding],
    [0, 0],
  ]);
  const phases = stride === 1 ? [padded] : splitPhases(padded, stride);
  const taps = Array.from({ length: side * side }, (_, tap) => {
    const [row, column] = [Math.floor(tap / side), tap % side];
    const phase = phases[(row % stride) * stride + (column % stride)]!;
    const begin = [0, Math.floor(row / stride), Math.floor(column / stride), 0];
    return tf.slice(phase, begin, [batch, rows, columns, channels]);
  });
  return tf.concat(taps, 3);
}
