import { tf, type Tensor } from './tf.ts';

/**
 * Copies several small tensors to the CPU in one transfer (each transfer costs a round trip to the GPU, on
 * Firefox up to 100 ms).
 *
 * @param tensors any shapes; not disposed.
 * @returns their values, flat, in order.
 */
export async function readTogether(tensors: Tensor[]): Promise<Float32Array[]> {
  const packed = tf.tidy(() => tf.concat(tensors.map((tensor) => tf.reshape(tensor, [tensor.size]))));
  try {
    const values = (await packed.data()) as Float32Array;
    let offset = 0;
    return tensors.map((tensor) => values.slice(offset, (offset += tensor.size)));
  } finally {
    packed.dispose();
  }
}
