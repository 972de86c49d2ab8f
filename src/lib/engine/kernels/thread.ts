// One of the threads that help with our kernels: a worker, of a page's engine or of Node.
import { start } from './binary.ts';
import { Board, doShare, places } from './shares.ts';

/** What a thread is told at its beginning. */
export interface ThreadStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Where the board is. */
  board: number;
  /** Which it is; 0 is the engine itself. */
  thread: number;
}

function work({ module, memory, board: pointer, thread }: ThreadStart, say: (word: 'ready') => void): never {
  const wasm = start(module, memory);
  const board = new Board(memory.buffer as unknown as SharedArrayBuffer, pointer);
  let round = 0;
  say('ready');
  for (;;) {
    Atomics.wait(board.control, places.round, round);
    round = Atomics.load(board.control, places.round);
    const { job, scratch } = board.read();
    doShare(wasm, job, scratch, thread, Atomics.load(board.control, places.threads));
    Atomics.add(board.control, places.done, 1);
    Atomics.notify(board.control, places.done);
  }
}

if ('WorkerGlobalScope' in globalThis) {
  addEventListener('message', ({ data }) => work(data as ThreadStart, (word) => postMessage(word)), {
    once: true,
  });
} else {
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  parentPort!.once('message', (data: ThreadStart) => work(data, (word) => parentPort!.postMessage(word)));
}
