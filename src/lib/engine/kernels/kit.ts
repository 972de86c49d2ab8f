import type { tf } from '../tf.ts';
import type { KernelExports } from './exports.ts';
import type { Heap } from './heap.ts';
import type { PackedWeights } from './packed-weights.ts';
import { doShare, type Job } from './shares.ts';
import type { Threads } from './threads.ts';

/** What a kernel needs to run. */
export interface Kit {
  wasm: KernelExports;
  heap: Heap;
  weights: PackedWeights;
  /** Where the memory is shared and there are cores for it. */
  threads?: Threads | undefined;
}

/** A job smaller than this is done before a thread has woken up. */
const leastWork = 4e6;

/** Does a job on all threads, if it is worth it. */
export function spread({ wasm, heap, threads }: Kit, job: Job): void {
  const helped = threads !== undefined && job.work >= leastWork;
  const scratchBytes = Math.ceil(job.scratchBytes / 64) * 64;
  const scratch = scratchBytes > 0 ? heap.scratch(scratchBytes * (helped ? threads.count : 1)) : 0;
  if (helped) threads.run({ ...job, scratchBytes }, scratch);
  else doShare(wasm, { ...job, scratchBytes }, scratch, 0, 1);
}

/** What a kernel gives: one tensor, or several. */
type Result = tf.TensorInfo | tf.TensorInfo[];

/** One of our kernels, as TF.js will call it. */
export interface OwnKernel {
  name: string;
  run: (inputs: Record<string, tf.TensorInfo | undefined>, attrs: never, kit: Kit) => Result;
}

/** The name is `own`'s to look for, or TF.js's own where ours takes its place. */
export function ownKernel<Inputs, Attrs>(
  name: string,
  run: (inputs: Inputs, attrs: Attrs, kit: Kit) => Result,
): OwnKernel {
  return { name, run: run as unknown as OwnKernel['run'] };
}
