import { tf, type Tensor2D, type Tensor4D } from '../tf.ts';

/**
 * Average pooling to a grid of `grid` x `grid` whatever the size, PyTorch's windows: cell i averages the pixels from
 * ⌊i · size / grid⌋ to ⌈(i + 1) · size / grid⌉. Two matrix products, which have a gradient on every backend.
 *
 * @param x [batch, height, width, channels]
 * @returns [batch, grid, grid, channels]
 */
export function adaptiveAveragePool(x: Tensor4D, grid: number): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  if (height === grid && width === grid) return x;
  const byColumn = tf.reshape(tf.transpose(x, [0, 3, 1, 2]), [batch * channels * height, width]);
  const narrow = tf.reshape(tf.matMul(byColumn, windows(width, grid)), [batch, channels, height, grid]);
  const byRow = tf.reshape(tf.transpose(narrow, [0, 1, 3, 2]), [batch * channels * grid, height]);
  const small = tf.reshape(tf.matMul(byRow, windows(height, grid)), [batch, channels, grid, grid]);
  return tf.transpose(small, [0, 3, 2, 1]) as Tensor4D;
}

/** [size, grid]: column i has 1 / its window's length in that window, 0 elsewhere. */
function windows(size: number, grid: number): Tensor2D {
  const matrix = new Float32Array(size * grid);
  for (let cell = 0; cell < grid; cell++) {
    const begin = Math.floor((cell * size) / grid);
    const end = Math.ceil(((cell + 1) * size) / grid);
    for (let i = begin; i < end; i++) matrix[i * grid + cell] = 1 / (end - begin);
  }
  return tf.tensor2d(matrix, [size, grid]);
}
