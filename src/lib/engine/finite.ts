import { EngineError } from './errors.ts';

/** Stops a run that has left the finite numbers, where every later frame would be empty. @throws NumericError */
export function requireFinite(values: Float32Array, step: number): void {
  if (!values.every(Number.isFinite)) {
    throw new EngineError(
      'NumericError',
      `Expected finite numbers at step ${step}, got others. Reset the figure, or choose another backend with ?backend=wasm.`,
    );
  }
}
