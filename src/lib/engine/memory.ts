import { EngineError } from './errors.ts';
import { tf } from './tf.ts';

/** How browsers, and the wasm program, say that there is no more memory. */
const signs =
  /allocation failed|out of memory|cannot enlarge memory|invalid (typed )?array length|aborted\(/i;

const sentence =
  'Expected room for this computation, but this browser gives no more memory. ' +
  'Choose a smaller size, or close other pages, and press Restart.';

const page = 2 ** 16;

/**
 * Whether the wasm program would be given room for so many bytes more than it uses. TF.js's allocator goes on for ever
 * when it is not, so it must be asked before. Always true on the other backends, which say so themselves.
 */
export function hasRoom(bytes: number): boolean {
  if (tf.getBackend() !== 'wasm') return true;
  const held = (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
  const missing = tf.memory().numBytes + bytes - held;
  if (missing <= 0) return true;
  try {
    // Pages that nobody writes to take an address and no memory.
    new WebAssembly.Memory({ initial: 0 }).grow(Math.ceil(missing / page));
    return true;
  } catch {
    return false;
  }
}

/** @throws MemoryError when there is no room for so many bytes more */
export function requireRoom(bytes: number): void {
  if (!hasRoom(bytes)) throw new EngineError('MemoryError', sentence);
}

/** The error in a sentence, if it is one of memory; anything else as it is. */
export function asMemoryError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof EngineError) return error;
  // A wasm program that was refused memory goes on with what it has not got, until it is stopped.
  const trap = error instanceof WebAssembly.RuntimeError;
  if (!trap && !signs.test(error.message)) return error;
  return new EngineError('MemoryError', sentence, { cause: error });
}
