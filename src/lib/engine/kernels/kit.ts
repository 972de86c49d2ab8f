import type { tf } from '../tf.ts';
import type { KernelExports } from './exports.ts';
import type { Heap } from './heap.ts';
import type { PackedWeights } from './packed-weights.ts';

/** What a kernel needs to run. */
export interface Kit {
  wasm: KernelExports;
  heap: Heap;
  weights: PackedWeights;
}

/** One of our kernels, as TF.js will call it. */
export interface OwnKernel {
  name: string;
  run: (inputs: Record<string, tf.TensorInfo | undefined>, attrs: never, kit: Kit) => tf.TensorInfo;
}

/** The name is `own`'s to look for, or TF.js's own where ours takes its place. */
export function ownKernel<Inputs, Attrs>(
  name: string,
  run: (inputs: Inputs, attrs: Attrs, kit: Kit) => tf.TensorInfo,
): OwnKernel {
  return { name, run: run as unknown as OwnKernel['run'] };
}
