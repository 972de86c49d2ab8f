import { tf, type Tensor1D, type Tensor4D } from '../tf.ts';

/** A frozen convolution: its kernel, the same kernel turned round for the way back, and its bias. */
export interface FrozenConv {
  /** [height, width, in, out], odd height and width. */
  kernel: Tensor4D;
  /** [height, width, out, in]: `kernel` flipped in both directions, channels swapped. */
  flipped: Tensor4D;
  /** [out] */
  bias: Tensor1D;
}

/**
 * Prepares a convolution once, so that every backward step is a plain forward convolution.
 * @returns `flipped` is new; the caller disposes all three.
 */
export function freezeConv(kernel: Tensor4D, bias: Tensor1D): FrozenConv {
  const flipped = tf.tidy(() => tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]));
  return { kernel, flipped, bias };
}

/**
 * ReLU(x * kernel + bias), stride 1, zero padding that keeps the size (PyTorch's padding = (k - 1) / 2).
 *
 * The forward pass is one fused kernel, also under a gradient tape, where TF.js would run three. The gradient wrt
 * the image is a forward convolution with the flipped kernel: on wasm it takes a third of the time of
 * Conv2DBackpropInput, and it avoids Conv2DBackpropFilter, which wasm lacks. The kernel itself gets no gradient.
 *
 * @param x [batch, height, width, in]
 * @returns [batch, height, width, out]
 */
export function convRelu(x: Tensor4D, { kernel, flipped, bias }: FrozenConv): Tensor4D {
  return tf.customGrad((...args: unknown[]) => {
    const [image, save] = args as [Tensor4D, tf.GradSaveFunc];
    const value = tf
      .engine()
      .runKernel(
        'FusedConv2D',
        { x: image, filter: kernel, bias },
        { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1], activation: 'relu' },
      ) as Tensor4D;
    save([value]);
    const gradFunc = (dy: Tensor4D, saved: tf.Tensor[]) => {
      const alive = tf.mul(dy, tf.step(saved[0]!)) as Tensor4D;
      return tf.conv2d(alive, flipped, 1, 'same');
    };
    return { value, gradFunc };
  })(x) as Tensor4D;
}
