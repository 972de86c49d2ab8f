import type { tf } from '../tf.ts';
import { ownKernel, spread } from './kit.ts';

/** Columns of a panel of the micro-kernels, and rows of the product's. */
const [columnsAtOnce, rowsAtOnce] = [8, 6];

/** fᵀ f / pixels. f [pixels, channels], channels a multiple of 8 -> [channels, channels] */
export const gram = ownKernel('Gram', ({ f }: { f: tf.TensorInfo }, _: unknown, kit) => {
  const { heap } = kit;
  const [pixels, channels] = f.shape as [number, number];
  const g = heap.output([channels, channels]);
  spread(kit, {
    kernel: 'gram',
    values: [heap.pointer(f), pixels, channels, 1 / pixels, heap.pointer(g)],
    scratchBytes: 0,
    end: channels,
    unit: columnsAtOnce,
    work: (pixels * channels * channels) / 2,
  });
  return g;
});

/** f (dg + dgᵀ) / pixels, of f's shape */
export const gramGradient = ownKernel(
  'GramGradient',
  ({ f, dg }: { f: tf.TensorInfo; dg: tf.TensorInfo }, _: unknown, kit) => {
    const { wasm, heap } = kit;
    const [pixels, channels] = f.shape as [number, number];
    const df = heap.output([pixels, channels]);
    const [from, gradient, to] = [f, dg, df].map((each) => heap.pointer(each));
    spread(kit, {
      kernel: 'gramGradient',
      values: [from!, channels, gradient!, 1 / pixels, to!],
      scratchBytes: wasm.gramGradientScratchBytes(channels),
      end: pixels,
      unit: rowsAtOnce,
      work: pixels * channels * channels,
    });
    return df;
  },
);
