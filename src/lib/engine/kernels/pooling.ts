import type { tf } from '../tf.ts';
import { ownKernel } from './kit.ts';

type Shape = [number, number, number, number];
interface Window {
  side: number;
  stride: number;
  padding: number;
}

// All of them want channels that are a multiple of 4.

/** x [pictures, height, width, channels] -> the means of 2x2 pixels. */
export const halve = ownKernel('Halve', ({ x }: { x: tf.TensorInfo }, _: unknown, { wasm, heap }) => {
  const [pictures, height, width, channels] = x.shape as Shape;
  const [rows, columns] = [height >> 1, width >> 1];
  const y = heap.output([pictures, rows, columns, channels]);
  for (let i = 0; i < pictures; i++) {
    const from = heap.pointer(x) + i * height * width * channels * 4;
    wasm.halve(from, height, width, channels, heap.pointer(y) + i * rows * columns * channels * 4, 0, rows);
  }
  return y;
});

/** The gradient of `Halve` wrt a picture of height x width. */
export const halveGradient = ownKernel(
  'HalveGradient',
  ({ dy }: { dy: tf.TensorInfo }, { height, width }: { height: number; width: number }, { wasm, heap }) => {
    const [pictures, rows, columns, channels] = dy.shape as Shape;
    const dx = heap.output([pictures, height, width, channels]);
    for (let i = 0; i < pictures; i++) {
      const from = heap.pointer(dy) + i * rows * columns * channels * 4;
      const to = heap.pointer(dx) + i * height * width * channels * 4;
      wasm.halveGradient(from, height, width, channels, to, 0, height);
    }
    return dx;
  },
);

/** x [pictures, height, width, channels] -> y, the largest of each window, [pictures, rows, columns, channels]. */
export const maxPool = ownKernel(
  'MaxPoolForward',
  (
    { x }: { x: tf.TensorInfo },
    { side, stride, padding, rows, columns }: Window & { rows: number; columns: number },
    { wasm, heap },
  ) => {
    const [pictures, height, width, channels] = x.shape as Shape;
    const y = heap.output([pictures, rows, columns, channels]);
    for (let i = 0; i < pictures; i++) {
      const from = heap.pointer(x) + i * height * width * channels * 4;
      const to = heap.pointer(y) + i * rows * columns * channels * 4;
      wasm.maxPool(from, height, width, channels, side, stride, padding, to, columns, 0, rows);
    }
    return y;
  },
);

/** The gradient of `MaxPoolForward`, of x's shape. */
export const maxPoolGradient = ownKernel(
  'MaxPoolFirstGradient',
  (
    { x, y, dy }: Record<'x' | 'y' | 'dy', tf.TensorInfo>,
    { side, stride, padding }: Window,
    { wasm, heap },
  ) => {
    const [pictures, height, width, channels] = x.shape as Shape;
    const [, rows, columns] = y.shape as Shape;
    const dx = heap.output([pictures, height, width, channels]);
    for (let i = 0; i < pictures; i++) {
      const whole = i * height * width * channels * 4;
      const part = i * rows * columns * channels * 4;
      wasm.maxPoolGradient(
        heap.pointer(x) + whole,
        heap.pointer(y) + part,
        heap.pointer(dy) + part,
        height,
        width,
        channels,
        side,
        stride,
        padding,
        rows,
        columns,
        heap.pointer(dx) + whole,
      );
    }
    return dx;
  },
);
