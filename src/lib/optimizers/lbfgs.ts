import { EngineError } from '../engine/errors.ts';
import { sumByLines } from '../engine/ops/sum-by-lines.ts';
import { readTogether } from '../engine/readback.ts';
import { tf, type Tensor, type Tensor2D } from '../engine/tf.ts';
import { LbfgsMemory, type Combination } from './lbfgs-memory.ts';
import { strongWolfe, type Point } from './line-search.ts';
import type { Evaluate, MakeOptimizer, Optimizer } from './optimizer.ts';

/** Pairs of steps and gradient changes that are kept. */
const capacity = 10;

/** A point of the line search, and what has been computed there. */
interface Trial extends Point {
  x: Tensor;
  gradient: Tensor;
  parts: Float32Array;
  gg: number;
  yy: number;
  yg: number;
  oldSy: readonly number[];
  oldYy: readonly number[];
}

/** The kept pairs, stacked for products: [capacity, lines, length] each, zeros where none is yet. */
interface Stacks {
  s: Tensor;
  y: Tensor;
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
    const { gradient, parts } = await this.#evaluate(this.#x);
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
    const stacks = tf.tidy(() => ({ s: tf.stack(this.#steps), y: tf.stack(this.#changes) }));
    const direction = this.#combine(stacks, combination);
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
          const trial = await this.#look(t, direction, stacks);
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
      tf.dispose([direction, stacks.s, stacks.y]);
    }
  }

  async #look(t: number, direction: Tensor, stacks: Stacks): Promise<Trial> {
    const x = tf.tidy(() => tf.add(this.#x, tf.mul(direction, t)));
    let gradient: Tensor | undefined;
    try {
      const evaluation = await this.#evaluate(x);
      gradient = evaluation.gradient;
      const read = [evaluation.parts, ...this.#products(gradient, direction, stacks)];
      const values = await readTogether(read).finally(() => tf.dispose(read));
      const [parts, slope, gg, yy, yg, oldSy, oldYy] = values as [Float32Array, ...Float32Array[]];
      const value = sum(parts);
      if (!Number.isFinite(value)) throw notFinite(value);
      const [known, size] = [
        (products: Float32Array) => [...products.slice(capacity - size)],
        this.#memory.size,
      ];
      return {
        t,
        value,
        slope: slope![0]!,
        x,
        gradient,
        parts,
        gg: gg![0]!,
        yy: yy![0]!,
        yg: yg![0]!,
        oldSy: known(oldSy!),
        oldYy: known(oldYy!),
      };
    } catch (error) {
      tf.dispose(gradient ? [x, gradient] : x);
      throw error;
    }
  }

  /** g · d, g · g, y · y, y · g, and all old s and y · y, with g the gradient at a trial and y its change. */
  #products(gradient: Tensor, direction: Tensor, stacks: Stacks): Tensor[] {
    return tf.tidy(() => {
      const change = tf.sub(gradient, this.#gradient!);
      const dot = (a: Tensor, b: Tensor) => sumByLines(tf.mul(a, b));
      return [
        dot(gradient, direction),
        dot(gradient, gradient),
        dot(change, change),
        dot(change, gradient),
        eachDot(stacks.s, change),
        eachDot(stacks.y, change),
      ];
    });
  }

  #combine(stacks: Stacks, { s, y, g }: Combination): Tensor {
    return tf.tidy(() => {
      const straight = tf.mul(this.#gradient!, g);
      if (s.length === 0) return straight;
      return tf.addN([straight, weighted(stacks.s, s), weighted(stacks.y, y)]);
    });
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

/** The scalar product of each of a stack's tensors with x: [capacity]. */
function eachDot(stack: Tensor, x: Tensor): Tensor {
  const lines = x.shape.find((length) => length > 1) ?? 1;
  const product = tf.mul(stack, x);
  return tf.sum(tf.sum(tf.reshape(product, [capacity, lines, -1]), 2), 1);
}

/** The sum of the newest of a stack's tensors, each times its weight, as many as there are weights. */
function weighted(stack: Tensor, weights: number[]): Tensor {
  const row = [...new Array<number>(capacity - weights.length).fill(0), ...weights];
  const flat = tf.reshape(stack, [capacity, -1]) as Tensor2D;
  return tf.reshape(tf.matMul(tf.tensor2d(row, [1, capacity]), flat), stack.shape.slice(1));
}

const notFinite = (value: number) =>
  new EngineError(
    'NumericError',
    `Expected a finite loss, got ${value}. Reset the figure, or choose another backend with ?backend=wasm.`,
  );

/** Makes one of these for `optimise`. */
export const lbfgs: MakeOptimizer = (x, evaluate) => new Lbfgs(x, evaluate);
