import type { Tensor, Tensor1D } from '../engine/tf.ts';

/** What a loss says of a point. The caller disposes both. */
export interface Evaluation {
  /** Of the point's shape; none where nobody will ask for it. */
  gradient?: Tensor | undefined;
  /** The parts of the loss, which is their sum. */
  parts: Tensor1D;
}

/**
 * One forward and one backward pass. It may throw, to end the run.
 * @param isLast whether no step will follow that would ask for the gradient: then there need not be one
 */
export type Evaluate = (x: Tensor, isLast?: boolean) => Promise<Evaluation>;

/** A minimiser that owns where it stands. */
export interface Optimizer {
  /** Evaluates the start; to be awaited once, before the first step. */
  begin(): Promise<void>;
  /**
   * Moves on.
   * @param isLast whether no step will follow: one that is taken nevertheless may fail
   * @returns false when there is nowhere lower to go
   */
  step(isLast?: boolean): Promise<boolean>;
  /** Where it stands; its own, until the next step. */
  readonly x: Tensor;
  /** The parts of the loss there: numbers where it had to read them, else its own tensor, until the next step. */
  readonly parts: Float32Array | Tensor1D;
  dispose(): void;
}

/** @param x where to start; from now on the optimiser's own */
export type MakeOptimizer = (x: Tensor, evaluate: Evaluate) => Optimizer;
