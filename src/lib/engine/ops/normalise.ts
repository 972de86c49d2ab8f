import { tf, type Tensor1D, type Tensor4D } from '../tf.ts';
import { own } from './own.ts';

/**
 * (x - mean) / std, channel by channel. The mean and the deviation get no gradient.
 *
 * @param x [batch, height, width, channels]
 * @param mean [channels]
 * @param std [channels]
 */
export function normalise(x: Tensor4D, mean: Tensor1D, std: Tensor1D): Tensor4D {
  return tf.customGrad((...args: unknown[]) => {
    const image = args[0] as Tensor4D;
    const value = own('Normalise')?.<Tensor4D>({ x: image, mean, std }) ?? tf.div(tf.sub(image, mean), std);
    const gradFunc = (dy: Tensor4D) => own('Normalise')?.<Tensor4D>({ x: dy, std }) ?? tf.div(dy, std);
    return { value: value as Tensor4D, gradFunc };
  })(x) as Tensor4D;
}
