import { tf, type Tensor, type Tensor4D } from '../tf.ts';
import { own } from './own.ts';
import { joinPhases, splitPhases } from './phases.ts';

/** Our kernel takes four channels at a time. */
const channelsAtOnce = 4;

export interface MaxPoolOptions {
  side: number;
  stride: number;
  /** Pixels on every border that count as smaller than any other. */
  padding: number;
}

/** Below any activation, and finite: 0 · -∞ would be no number. */
const lowest = -1e30;

/**
 * Max pooling; as in PyTorch, a window that would hang over the border is left out, and a window's gradient goes to
 * the first of its maxima in reading order.
 *
 * TF.js's own gradient is wrong on wasm: a window whose maximum is not positive sends its gradient to element 0 of
 * the whole tensor (seen in 4.22; this can go when it is mended).
 *
 * @param x [batch, height, width, channels]
 * @returns [batch, ⌊(height + 2 padding - side) / stride⌋ + 1, and so the width, channels]
 */
export function maxPool(x: Tensor4D, options: MaxPoolOptions): Tensor4D {
  return tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor4D, tf.GradSaveFunc];
    const value = largest(input, options);
    save([input, value]);
    const gradFunc = (dy: Tensor4D, saved: Tensor[]) =>
      toFirstMaximum(dy, saved[0] as Tensor4D, saved[1] as Tensor4D, options);
    return { value, gradFunc };
  })(x) as Tensor4D;
}

function largest(x: Tensor4D, options: MaxPoolOptions): Tensor4D {
  const { side, stride, padding } = options;
  const [, height, width, channels] = x.shape;
  const ours = channels % channelsAtOnce === 0 ? own('MaxPoolForward') : undefined;
  if (!ours) return tf.maxPool(x, side, stride, padding, 'floor');
  const [rows, columns] = [height, width].map((size) => Math.floor((size + 2 * padding - side) / stride) + 1);
  return ours({ x }, { ...options, rows, columns });
}

function toFirstMaximum(dy: Tensor4D, x: Tensor4D, y: Tensor4D, options: MaxPoolOptions): Tensor4D {
  const ours = x.shape[3] % channelsAtOnce === 0 ? own('MaxPoolFirstGradient') : undefined;
  return ours ? ours({ x, y, dy }, { ...options }) : byPhases(dy, x, y, options);
}

/**
 * Pixel (row, column) of every window at once is a piece of one phase of the image (of stride² phases), begun
 * (row, column) / stride further on. The gradient is gathered in such phases, which are then put together.
 */
function byPhases(dy: Tensor4D, x: Tensor4D, y: Tensor4D, options: MaxPoolOptions): Tensor4D {
  const { side, stride, padding } = options;
  const [batch, height, width, channels] = x.shape;
  const [, rows, columns] = y.shape;
  const reach = Math.floor((side - 1) / stride);
  const [tall, wide] = [
    Math.max(rows + reach, Math.ceil((height + padding) / stride)),
    Math.max(columns + reach, Math.ceil((width + padding) / stride)),
  ];
  const around: [number, number][] = [
    [0, 0],
    [padding, stride * tall - height - padding],
    [padding, stride * wide - width - padding],
    [0, 0],
  ];
  const phases = splitPhases(tf.pad(x, around, lowest), stride);
  const sums: (Tensor4D | undefined)[] = phases.map(() => undefined);
  let free: Tensor = tf.onesLike(y);
  for (let place = 0; place < side * side; place++) {
    const [row, column] = [Math.floor(place / side), place % side];
    const phase = (row % stride) * stride + (column % stride);
    const [down, right] = [Math.floor(row / stride), Math.floor(column / stride)];
    const seen = tf.slice(phases[phase]!, [0, down, right, 0], y.shape);
    const chosen = tf.mul(tf.cast(tf.equal(seen, y), 'float32'), free);
    free = tf.sub(free, chosen);
    const part = tf.pad(tf.mul(dy, chosen), [
      [0, 0],
      [down, tall - rows - down],
      [right, wide - columns - right],
      [0, 0],
    ]) as Tensor4D;
    const sum = sums[phase];
    sums[phase] = sum === undefined ? part : tf.add(sum, part);
  }
  // A stride longer than the side leaves phases that no window looks at.
  const whole = joinPhases(
    sums.map((sum) => sum ?? (tf.zeros([batch, tall, wide, channels]) as Tensor4D)),
    stride,
  );
  return tf.slice(whole, [0, padding, padding, 0], [batch, height, width, channels]);
}
