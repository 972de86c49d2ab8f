import { tf, type Tensor1D, type Tensor4D } from '../tf.ts';
import { own } from './own.ts';
import { joinPhases } from './phases.ts';

/** A frozen convolution of any stride, with PyTorch's symmetric zero padding. */
export interface Conv {
  /** [side, side, in, out], or with `scale` as the codes of a `Uint8Kernel` [side, side, in, out / 4]. */
  kernel: Tensor4D;
  scale?: Tensor1D | undefined;
  /** [out] */
  bias: Tensor1D;
  stride: number;
  padding: number;
  /**
   * For the way back, one kernel for each of the stride² phases of the image: the taps that reach that phase,
   * turned round, channels swapped, [taps, taps, out, in]; none where no tap does (a 1x1 kernel at stride 2). Empty
   * where a kernel of our own goes back.
   */
  back: (Tensor4D | undefined)[];
}

export interface ConvOptions {
  /** 1 if not said. */
  stride?: number;
  /** What keeps the size at stride 1 if not said: (side - 1) / 2. */
  padding?: number;
}

/**
 * Prepares a convolution once, so that every backward step is made of plain forward convolutions.
 * @param scale [out], where the kernel is codes: on a backend that has convolutions for these
 * @returns `back` is new; the caller disposes all of it.
 */
export function freeze(kernel: Tensor4D, bias: Tensor1D, options: ConvOptions = {}, scale?: Tensor1D): Conv {
  const [side] = kernel.shape;
  const { stride = 1, padding = (side - 1) / 2 } = options;
  const back: (Tensor4D | undefined)[] = [];
  if (scale || own('FrozenConvGradient')) return { kernel, scale, bias, stride, padding, back };
  for (let row = 0; row < stride; row++) {
    for (let column = 0; column < stride; column++) {
      back.push(row < side && column < side ? turned(kernel, row, column, stride) : undefined);
    }
  }
  return { kernel, bias, stride, padding, back };
}

function turned(kernel: Tensor4D, row: number, column: number, stride: number): Tensor4D {
  return tf.tidy(() => {
    const taps = tf.stridedSlice(kernel, [row, column, 0, 0], kernel.shape, [stride, stride, 1, 1]);
    return tf.transpose(tf.reverse(taps, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
  });
}

/**
 * x * kernel + bias, and the ReLU of it if asked for, as one fused kernel, also under a gradient tape, where TF.js
 * would run three. The gradient wrt x needs neither Conv2DBackpropInput, three times as slow on wasm, nor
 * Conv2DBackpropFilter, which wasm lacks. The kernel itself gets no gradient.
 *
 * @param x [batch, height, width, in]
 * @returns [batch, ⌊(height + 2 padding - side) / stride⌋ + 1, and so the width, out]
 */
export function conv(x: Tensor4D, frozen: Conv, activation: 'relu' | 'linear'): Tensor4D {
  return tf.customGrad((...args: unknown[]) => {
    const [image, save] = args as [Tensor4D, tf.GradSaveFunc];
    const value = convForward(image, frozen, activation);
    const { shape } = image;
    save(activation === 'relu' ? [value] : []);
    const gradFunc = (dy: Tensor4D, [y]: tf.Tensor[]) => convBackward(dy, y, frozen, shape);
    return { value, gradFunc };
  })(x) as Tensor4D;
}

/** The pass of `conv`, without its gradient. */
export function convForward(x: Tensor4D, frozen: Conv, activation: 'relu' | 'linear'): Tensor4D {
  const { kernel, scale, bias, stride, padding } = frozen;
  const attrs = { stride, padding, relu: activation === 'relu' };
  if (scale) return own('Uint8Conv')!({ x, kernel, scale, bias }, attrs);
  const ours = own('FrozenConv');
  if (ours) return ours({ x, kernel, bias }, attrs);
  return tf.engine().runKernel(
    'FusedConv2D',
    { x, filter: kernel, bias },
    {
      strides: [stride, stride],
      pad: padding,
      dimRoundingMode: 'floor',
      dataFormat: 'NHWC',
      dilations: [1, 1],
      activation,
    },
  ) as Tensor4D;
}

/** The gradient wrt the image, of this shape. @param y what the ReLU gave, if there was one */
export function convBackward(
  dy: Tensor4D,
  y: tf.Tensor | undefined,
  frozen: Conv,
  shape: number[],
): Tensor4D {
  const { kernel, scale, stride, padding } = frozen;
  const ours = own(scale ? 'Uint8ConvGradient' : 'FrozenConvGradient');
  if (ours) {
    const [, height, width] = shape;
    const inputs = { dy, kernel, ...(scale && { scale }), ...(y && { y }) };
    return ours(inputs, { stride, padding, height, width });
  }
  return inputGradient(y === undefined ? dy : (tf.mul(dy, tf.step(y)) as Tensor4D), frozen, shape);
}

/**
 * The gradient wrt the image. Pixel i gets Σ dy[o] k[t] over stride · o + t = i + padding. With
 * i + padding = stride · m + r, only the taps t = stride · u + r reach it, from o = m - u: for each remainder r, in
 * both directions, a convolution of dy at stride 1, of which the phases of the image are then put together. No tap
 * is multiplied with a zero, as it would be if dy were spread out with zeros between.
 */
function inputGradient(dy: Tensor4D, { kernel, stride, padding, back }: Conv, shape: number[]): Tensor4D {
  const [side] = kernel.shape;
  const [batch, height, width, channels] = shape as [number, number, number, number];
  const first = Math.floor(padding / stride);
  // One past the last m that a pixel needs.
  const [endRow, endColumn] = [height, width].map((size) => Math.ceil((size + padding) / stride));
  const [rows, columns] = [dy.shape[1], dy.shape[2]];
  const parts = back.map((taps, phase) => {
    if (taps === undefined)
      return tf.zeros([batch, endRow! - first, endColumn! - first, channels]) as Tensor4D;
    const before = (r: number) => Math.ceil((side - r) / stride) - 1 - first;
    const [top, left] = [before(Math.floor(phase / stride)), before(phase % stride)];
    return tf.conv2d(dy, taps, 1, [
      [0, 0],
      [top, endRow! - rows],
      [left, endColumn! - columns],
      [0, 0],
    ]);
  });
  if (stride === 1) return parts[0]!;
  const begin = padding - stride * first;
  return tf.slice(joinPhases(parts, stride), [0, begin, begin, 0], [batch, height, width, channels]);
}
