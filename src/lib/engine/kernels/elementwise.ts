import type { tf } from '../tf.ts';
import { ownKernel } from './kit.ts';

const sizeOf = ({ shape }: tf.TensorInfo) => shape.reduce((product, side) => product * side, 1);

/** (x - mean) / std by the last dimension; no mean is a mean of 0. */
export const normalise = ownKernel(
  'Normalise',
  ({ x, mean, std }: { x: tf.TensorInfo; mean?: tf.TensorInfo; std: tf.TensorInfo }, _: unknown, kit) => {
    const { wasm, heap } = kit;
    const y = heap.output(x.shape);
    const channels = sizeOf(std);
    const [from, less, by, to] = [x, mean, std, y].map((each) => heap.pointer(each));
    wasm.normalise(from!, sizeOf(x) / channels, channels, less!, by!, to!);
    return y;
  },
);

/** max(0, a + b) of two tensors of one shape */
export const addRelu = ownKernel(
  'AddRelu',
  ({ a, b }: Record<'a' | 'b', tf.TensorInfo>, _: unknown, { wasm, heap }) => {
    const y = heap.output(a.shape);
    wasm.addRelu(heap.pointer(a), heap.pointer(b), sizeOf(a), heap.pointer(y));
    return y;
  },
);

/** dy where y, what the ReLU gave, is positive; else 0 */
export const reluGradient = ownKernel(
  'ReluGradient',
  ({ dy, y }: Record<'dy' | 'y', tf.TensorInfo>, _: unknown, { wasm, heap }) => {
    const dx = heap.output(dy.shape);
    wasm.reluGradient(heap.pointer(dy), heap.pointer(y), sizeOf(dy), heap.pointer(dx));
    return dx;
  },
);
