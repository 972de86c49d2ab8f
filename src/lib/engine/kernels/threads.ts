import type { KernelExports } from './exports.ts';
import { Board, boardBytes, doShare, places, type Job } from './shares.ts';
import type { ThreadStart } from './thread.ts';

const most = 8;
/** A share that takes longer than this comes no more: its thread has died. Milliseconds. */
const patience = 20_000;

/** How many threads to compute on: one core is left to the page, and of two cores the second is not worth it. */
export function threadsFor(cores: number): number {
  return cores > 2 ? Math.min(most, cores - 1) : 1;
}

/** What is common to a browser's worker and Node's. */
interface Helper {
  postMessage(message: ThreadStart): void;
  whenReady(then: () => void): void;
  terminate(): unknown;
}

export interface ThreadsOptions {
  wasm: KernelExports;
  module: WebAssembly.Module;
  /** Shared. */
  memory: WebAssembly.Memory;
  allocate: (bytes: number) => number;
  threads: number;
}

/** The engine's thread and its helpers, who share kernels among them. */
export class Threads {
  readonly #wasm: KernelExports;
  readonly #board: Board;
  readonly #helpers: Helper[];
  #ready = 0;

  /** The helpers start in the background; until all of them are ready, the engine's thread computes alone. */
  constructor({ wasm, module, memory, allocate, threads }: ThreadsOptions) {
    this.#wasm = wasm;
    const pointer = allocate(boardBytes);
    this.#board = new Board(memory.buffer as unknown as SharedArrayBuffer, pointer);
    this.#board.control.fill(0);
    this.#helpers = Array.from({ length: threads - 1 }, (_, i) => {
      const helper = newHelper();
      helper.whenReady(() => this.#ready++);
      helper.postMessage({ module, memory, board: pointer, thread: i + 1 });
      return helper;
    });
  }

  /** On how many threads a job is computed now. */
  get count(): number {
    return this.#ready === this.#helpers.length ? 1 + this.#helpers.length : 1;
  }

  /** @param scratch as many times the job's scratch as there are threads */
  run(job: Job, scratch: number): void {
    const threads = this.count;
    if (threads === 1) return doShare(this.#wasm, job, scratch, 0, 1);
    const { control } = this.#board;
    this.#board.write(job, scratch);
    Atomics.store(control, places.done, 0);
    Atomics.store(control, places.threads, threads);
    Atomics.add(control, places.round, 1);
    Atomics.notify(control, places.round);
    doShare(this.#wasm, job, scratch, 0, threads);
    for (let done = 0; done < threads - 1; done = Atomics.load(control, places.done)) {
      if (Atomics.wait(control, places.done, done, patience) !== 'timed-out') continue;
      // Alone from now on. What was left undone is done, and what was done comes out the same again.
      this.end();
      return doShare(this.#wasm, job, scratch, 0, 1);
    }
  }

  end(): void {
    for (const helper of this.#helpers) helper.terminate();
    this.#helpers.length = 0;
    this.#ready = 0;
  }
}

function newHelper(): Helper {
  if ('Worker' in globalThis) {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
    return {
      postMessage: (message) => worker.postMessage(message),
      whenReady: (then) => worker.addEventListener('message', then, { once: true }),
      terminate: () => worker.terminate(),
    };
  }
  const { Worker: NodeWorker } = process.getBuiltinModule('node:worker_threads');
  const here = import.meta.url;
  const worker = new NodeWorker(new URL('./thread.ts', here));
  worker.unref();
  return {
    postMessage: (message) => worker.postMessage(message),
    whenReady: (then) => worker.once('message', then),
    terminate: () => worker.terminate(),
  };
}
