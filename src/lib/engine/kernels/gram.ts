import type { tf } from '../tf.ts';
import { ownKernel } from './kit.ts';

/** fᵀ f / pixels. f [pixels, channels], channels a multiple of 8 -> [channels, channels] */
export const gram = ownKernel('Gram', ({ f }: { f: tf.TensorInfo }, _: unknown, { wasm, heap }) => {
  const [pixels, channels] = f.shape as [number, number];
  const g = heap.output([channels, channels]);
  wasm.gram(heap.pointer(f), pixels, channels, 1 / pixels, heap.pointer(g), 0, channels);
  return g;
});

/** f (dg + dgᵀ) / pixels, of f's shape */
export const gramGradient = ownKernel(
  'GramGradient',
  ({ f, dg }: { f: tf.TensorInfo; dg: tf.TensorInfo }, _: unknown, { wasm, heap }) => {
    const [pixels, channels] = f.shape as [number, number];
    const df = heap.output([pixels, channels]);
    const scratch = heap.scratch(wasm.gramGradientScratchBytes(channels));
    const [from, gradient, to] = [f, dg, df].map((each) => heap.pointer(each));
    wasm.gramGradient(from!, channels, gradient!, 1 / pixels, to!, scratch, 0, pixels);
    return df;
  },
);
