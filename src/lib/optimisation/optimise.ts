import { letMessagesIn } from '../engine/let-messages-in.ts';
import { tf, type Tensor, type Tensor1D, type Tensor4D } from '../engine/tf.ts';
import type { Move } from '../moves/view.ts';
import type { Objective } from '../objectives/objective.ts';
import type { Evaluate, MakeOptimizer } from '../optimizers/optimizer.ts';
import type { Parameterisation } from '../parameterisations/parameterisation.ts';
import { evaluated, looked } from './evaluate.ts';

/**
 * One picture to be optimised, of any size and channels; or several side by side in one tensor, where objective and
 * optimiser keep them apart and all are moved alike. What it holds stays the caller's, to be disposed after it.
 */
export interface Optimisation {
  objective: Objective;
  parameterisation: Parameterisation;
  /** [n, height, width, channels] in [0, 1]; or the parameterisation's noise. */
  start: Tensor4D | 'noise';
  optimizer: MakeOptimizer;
  steps: number;
  /** Before each look, the picture is moved at random. A line search needs the same loss twice, and no move. */
  move?: Move | undefined;
  /** [1, height, width, 1] in [0, 1], for pixels: where, and how readily, the picture may change. */
  mask?: Tensor4D | undefined;
  /** Numbers in [0, 1), for the noise and then for each move. */
  random: () => number;
  signal: AbortSignal;
  /** Asked before each step: whether the run has come where it should, and ends. */
  isThere?: () => boolean;
}

/** The picture after a step; number 0 is the start. Its tensors are the run's own, until the next pull. */
export interface OptimisationFrame {
  step: number;
  /** Losses with gradient computed so far. */
  evaluations: number;
  /** Of the loss, in the order of the objective's names. */
  parts: Tensor1D;
  /** As the nets see it: where pixels are free, a little beyond [0, 1]. */
  picture: Tensor4D;
  /** What the objective saw of exactly this picture, if its last look was at it and nothing was moved. */
  seen: Record<string, Tensor>;
}

/**
 * Makes an objective small by changing a picture. Every pull is one step of the optimiser; between two evaluations it
 * can be cancelled. It ends early where the optimiser finds nothing lower.
 */
export async function* optimise(run: Optimisation): AsyncGenerator<OptimisationFrame, void, void> {
  const { objective, parameterisation, optimizer: make, steps, move, mask, random, signal } = run;
  let evaluations = 0;
  let latest: { x: Tensor; seen: Record<string, Tensor> } | undefined;
  const evaluate: Evaluate = async (x, isLast = false) => {
    await letMessagesIn();
    signal.throwIfAborted();
    evaluations++;
    const glance = { view: move?.(random), mask };
    const { seen, ...evaluation } = isLast
      ? looked(objective, parameterisation, x, glance)
      : evaluated(objective, parameterisation, x, glance);
    tf.dispose(latest?.seen ?? {});
    latest = { x, seen };
    return evaluation;
  };
  const optimizer = make(begin(run), evaluate);
  try {
    await optimizer.begin();
    for (let step = 0; step <= steps; step++) {
      if (step > 0 && (run.isThere?.() || !(await optimizer.step(step === steps)))) return;
      const { x, parts } = optimizer;
      const numbers = parts instanceof Float32Array ? tf.tensor1d(parts) : undefined;
      const picture = tf.tidy(() => parameterisation.decode(x).clone());
      try {
        yield {
          step,
          evaluations,
          parts: numbers ?? (parts as Tensor1D),
          picture,
          seen: latest?.x === x && !move ? latest.seen : {},
        };
      } finally {
        picture.dispose();
        numbers?.dispose();
      }
    }
  } finally {
    optimizer.dispose();
    tf.dispose(latest?.seen ?? {});
  }
}

/** The parameters to start from. */
function begin({ parameterisation, start, random }: Optimisation): Tensor {
  if (start === 'noise') return parameterisation.noise(random);
  return tf.tidy(() => parameterisation.encode(start));
}
