/**
 * Errors that a reader may meet. The `name` survives the trip from the worker to the page, the message is a
 * sentence that says what was expected, what came instead, and what to do next.
 */
export type EngineErrorName =
  | 'BackendError' // no backend could be started
  | 'WeightsError' // a weight file is missing, cut short or corrupt
  | 'DownloadError' // a part of the program could not be had
  | 'DeviceLostError' // the GPU went away in the middle of a run, or the worker did
  | 'MemoryError' // there is no more room for a computation
  | 'NumericError' // a run left the finite numbers
  | 'ConfigError'; // an experiment was asked for something it cannot do

export class EngineError extends Error {
  constructor(name: EngineErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}
