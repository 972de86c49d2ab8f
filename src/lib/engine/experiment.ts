import type { Net } from './models.ts';

/** What an experiment is given besides its config. */
export interface RunContext {
  /** The nets with these ids, downloaded if need be. They belong to the engine: never dispose them. */
  models(ids: readonly string[]): Promise<Net[]>;
  /** Aborted when the reader cancels; check it between steps. */
  signal: AbortSignal;
}

/**
 * An experiment is an async generator: each pull computes one step and yields a frame of plain numbers. Pausing
 * is not pulling; cancelling runs its `finally` blocks, which dispose every tensor it holds.
 */
export type Experiment<Config, Frame> = (
  config: Config,
  context: RunContext,
) => AsyncGenerator<Frame, void, void>;

/** Experiments by name, as the worker offers them. */
export type ExperimentTable = Record<string, Experiment<never, unknown>>;

export type ConfigOf<E> = E extends Experiment<infer Config, infer _> ? Config : never;
export type FrameOf<E> = E extends Experiment<infer _, infer Frame> ? Frame : never;
