import { EngineError } from './errors.ts';

/** How browsers, and the wasm program, say that there is no more memory. */
const signs =
  /allocation failed|out of memory|cannot enlarge memory|invalid (typed )?array length|aborted\(/i;

const sentence =
  'Expected room for this computation, but this browser gives no more memory. ' +
  'Choose a smaller size, or close other pages, and press Restart.';

/** The error in a sentence, if it is one of memory; anything else as it is. */
export function asMemoryError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof EngineError) return error;
  // A wasm program that was refused memory goes on with what it has not got, until it is stopped.
  const trap = error instanceof WebAssembly.RuntimeError;
  if (!trap && !signs.test(error.message)) return error;
  return new EngineError('MemoryError', sentence, { cause: error });
}
