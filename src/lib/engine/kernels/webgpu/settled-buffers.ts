import type { PrivateWebGPUBackend } from './private-tfjs.ts';

/**
 * Lets the pool of buffers give the one of the lowest number first, of those that would do. TF.js gives the one that
 * came back last, so that the same step gets the same buffers in ever new orders; this way it gets each where it had
 * it before, and what was prepared for them can be used again.
 */
export function settleBuffers(backend: PrivateWebGPUBackend, numberOf: (buffer: object) => number): void {
  const { bufferManager } = backend;
  const release = bufferManager.releaseBuffer.bind(bufferManager);
  bufferManager.releaseBuffer = (buffer, reuse = true) => {
    release(buffer, reuse);
    if (!reuse) return;
    const free = bufferManager.freeBuffers.get(`${buffer.size}_${buffer.usage}`);
    // Before anything was asked for, the pool takes nothing back.
    if (free?.at(-1) !== buffer) return;
    const number = numberOf(buffer);
    let at = free.length - 1;
    for (; at > 0 && numberOf(free[at - 1]!) < number; at--) free[at] = free[at - 1]!;
    free[at] = buffer;
  };
}
