import { EngineError } from '../engine/errors.ts';
import { sumByLines } from '../engine/ops/sum-by-lines.ts';
import { readTogether } from '../engine/readback.ts';
import { tf, type Tensor } from '../engine/tf.ts';
import { LbfgsMemory } from './lbfgs-memory.ts';
import { viewOf, type LookProducts, type PairsView } from './lbfgs-pairs.ts';
import { strongWolfe, type Point } from './line-search.ts';
import type { Evaluate, Evaluation, MakeOptimizer, Optimizer } from './optimizer.ts';

/** Pairs of steps and gradient changes that are kept. */
const capacity = 10;

/** A point of the line search, and what has been computed there. */
interface Trial extends Point, LookProducts {
  x: Tensor;
  gradient: Tensor;
  parts: Float32Array;
}

/**
 * L-BFGS (Nocedal and Wright 2006, algorithm 7.5) with a strong Wolfe line search. The vectors stay on the device; an
 * evaluation reads the parts of its loss and the few scalar products that the line search and the next direction need,
 * all at once.
 */
export class Lbfgs implements Optimizer {
  readonly #evaluate: Evaluate;
  #x: Tensor;
  #gradient: Tensor | undefined;
  /** From the oldest; always `capacity` of each, so that memory does not grow while the history fills. */
  #steps: Tensor[];
  #changes: Tensor[];
  #memory = new LbfgsMemory(capacity, 0);
  parts: Float32Array = new Float32Array();

  /** @param x where to start; from now on the optimiser's own */
  constructor(x: Tensor, evaluate: Evaluate) {
    this.#evaluate = evaluate;
    this.#x = x;
    const blank = () => Array.from({ length: capacity }, () => tf.zerosLike(x));
    this.#steps = blank();
    this.#changes = blank();
  }

  get x(): Tensor {
    return this.#x;
  }

  async begin(): Promise<void> {
    const { gradient, parts } = (await this.#evaluate(this.#x)) as Required<Evaluation>;
    this.#gradient = gradient;
    const square = tf.tidy(() => sumByLines(tf.square(gradient)));
    const [terms, gg] = await readTogether([parts, square]).finally(() => tf.dispose([parts, square]));
    this.parts = terms!;
    this.#memory = new LbfgsMemory(capacity, gg![0]!);
  }

  async step(): Promise<boolean> {
    if (await this.#descend()) return true;
    if (this.#memory.size === 0) return false;
    // The curvature that is remembered may be rounding by now: once more, straight down.
    this.#memory.forget();
    return this.#descend();
  }

  /** One line search and the step that it finds. @returns false when nothing along the line is lower */
  async #descend(): Promise<boolean> {
    let { combination, slope } = this.#memory.direction();
    if (!(slope < 0)) {
      this.#memory.forget();
      ({ combination, slope } = this.#memory.direction());
    }
    if (!(slope < 0)) return false;
    const first = this.#memory.size > 0 ? 1 : await this.#cautious();
    const pairs = viewOf(this.#steps, this.#changes, this.#memory.size);
    const direction = pairs.combine(combination, this.#gradient!);
    const trials = new Set<Trial>();
    const drop = (trial: Trial) => {
      tf.dispose([trial.x, trial.gradient]);
      trials.delete(trial);
    };
    try {
      const found = await strongWolfe<Trial>({
        start: { t: 0, value: sum(this.parts), slope },
        first,
        look: async (t) => {
          const trial = await this.#look(t, direction, pairs);
          trials.add(trial);
          return trial;
        },
        drop,
      });
      if (found === undefined) return false;
      this.#move(found, direction, slope);
      trials.delete(found);
      return true;
    } finally {
      trials.forEach(drop);
      direction.dispose();
      pairs.dispose();
    }
  }

  async #look(t: number, direction: Tensor, pairs: PairsView): Promise<Trial> {
    const x = tf.tidy(() => tf.add(this.#x, tf.mul(direction, t)));
    let gradient: Tensor | undefined;
    try {
      const evaluation = (await this.#evaluate(x)) as Required<Evaluation>;
      gradient = evaluation.gradient;
      const reading = pairs.products(gradient, this.#gradient!, direction);
      const read = [evaluation.parts, ...reading.tensors];
      const [parts, ...products] = await readTogether(read).finally(() => tf.dispose(read));
      const value = sum(parts!);
      if (!Number.isFinite(value)) throw notFinite(value);
      return { t, value, x, gradient, parts: parts!, ...reading.understand(products) };
    } catch (error) {
      tf.dispose(gradient ? [x, gradient] : x);
      throw error;
    }
  }

  #move({ t, x, gradient, parts, ...trial }: Trial, direction: Tensor, before: number): void {
    const { gg, yy, yg, oldSy, oldYy, slope } = trial;
    const curved = this.#memory.add({
      sy: t * (slope - before),
      yy,
      sg: t * slope,
      yg,
      gg,
      oldSy,
      oldYy,
    });
    if (curved) {
      this.#steps.push(tf.mul(direction, t));
      this.#changes.push(tf.sub(gradient, this.#gradient!));
      tf.dispose([this.#steps.shift()!, this.#changes.shift()!]);
    }
    tf.dispose([this.#x, this.#gradient!]);
    this.#x = x;
    this.#gradient = gradient;
    this.parts = parts;
  }

  /** The first step knows no scale: 1 / ‖g‖₁, and 1 at most, as PyTorch has it. */
  async #cautious(): Promise<number> {
    const length = tf.tidy(() => sumByLines(tf.abs(this.#gradient!)));
    const [norm] = await length.data().finally(() => length.dispose());
    return Math.min(1, 1 / norm!);
  }

  dispose(): void {
    tf.dispose([this.#x, ...this.#steps, ...this.#changes, ...(this.#gradient ? [this.#gradient] : [])]);
  }
}

const sum = (parts: Float32Array) => parts.reduce((total, part) => total + part, 0);

const notFinite = (value: number) =>
  new EngineError(
    'NumericError',
    `Expected a finite loss, got ${value}. Reset the figure, or choose another backend with ?backend=wasm.`,
  );

/** Makes one of these for `optimise`. */
export const lbfgs: MakeOptimizer = (x, evaluate) => new Lbfgs(x, evaluate);
