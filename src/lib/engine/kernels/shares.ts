import type { KernelExports } from './exports.ts';

// How a kernel is shared among threads: each takes a part of its rows, tiles or columns, in scratch of its own. No
// number depends on where a part begins, so results are the same to the last bit on any number of threads.

/** The kernels that can be shared. Their last values are where the scratch is, if they take any, and from where to where. */
export const shared = [
  'winograd',
  'convolution',
  'convolutionGradient',
  'phasedGradient',
  'gram',
  'gramGradient',
] as const;
export type SharedKernel = (typeof shared)[number];

/** A kernel's call, to be shared. */
export interface Job {
  kernel: SharedKernel;
  /** All values but the last ones. */
  values: number[];
  /** Bytes of scratch that each thread needs; 0 for a kernel that takes none. */
  scratchBytes: number;
  /** What there is to do. */
  end: number;
  /** Parts begin at multiples of this. */
  unit: number;
  /** Multiplications that it takes. */
  work: number;
}

/** What one of some threads does of a job. @param scratch of all threads */
export function doShare(
  wasm: KernelExports,
  job: Job,
  scratch: number,
  thread: number,
  threads: number,
): void {
  const { kernel, values, scratchBytes, end, unit } = job;
  const units = Math.ceil(end / unit);
  const edge = (i: number) => Math.min(end, Math.floor((units * i) / threads) * unit);
  const [from, to] = [edge(thread), edge(thread + 1)];
  if (from === to) return;
  const own = scratchBytes > 0 ? [scratch + thread * scratchBytes] : [];
  wasm[kernel](...values, ...own, from, to);
}

/** Where a job stands in shared memory: whole numbers first, then numbers in double precision. */
const wordsOfControl = 8;
const mostValues = 32;
export const boardBytes = 4 * wordsOfControl + 8 * mostValues;

/** The whole numbers, by place. */
export const places = { round: 0, done: 1, threads: 2 };

/** The place in shared memory where a job is put up for all threads to see. */
export class Board {
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly #numbers: Float64Array;

  constructor(buffer: SharedArrayBuffer, pointer: number) {
    this.control = new Int32Array(buffer, pointer, wordsOfControl);
    this.#numbers = new Float64Array(buffer, pointer + 4 * wordsOfControl, mostValues);
  }

  write({ kernel, values, scratchBytes, end, unit, work }: Job, scratch: number): void {
    const fixed = [shared.indexOf(kernel), scratch, scratchBytes, end, unit, work, values.length];
    this.#numbers.set([...fixed, ...values]);
  }

  read(): { job: Job; scratch: number } {
    const [kernel, scratch, scratchBytes, end, unit, work, count, ...rest] = this.#numbers as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      ...number[],
    ];
    const values = rest.slice(0, count);
    return { job: { kernel: shared[kernel]!, values, scratchBytes, end, unit, work }, scratch };
  }
}
