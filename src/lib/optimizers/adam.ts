import { tf, type Tensor, type Tensor1D } from '../engine/tf.ts';
import type { Evaluate, MakeOptimizer, Optimizer } from './optimizer.ts';
import type { Schedule } from './schedule.ts';

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** Adam (Kingma and Ba 2015, algorithm 1). */
export class Adam implements Optimizer {
  readonly #evaluate: Evaluate;
  readonly #rate: number | Schedule;
  #x: Tensor;
  #gradient: Tensor | undefined;
  #first: Tensor;
  #second: Tensor;
  #steps = 0;
  #parts: Tensor1D | undefined;

  /** @param x where to start; from now on the optimiser's own */
  constructor(x: Tensor, evaluate: Evaluate, rate: number | Schedule) {
    this.#evaluate = evaluate;
    this.#rate = rate;
    this.#x = x;
    this.#first = tf.zerosLike(x);
    this.#second = tf.zerosLike(x);
  }

  get x(): Tensor {
    return this.#x;
  }

  get parts(): Tensor1D {
    return this.#parts!;
  }

  begin(): Promise<void> {
    return this.#look();
  }

  async #look(isLast?: boolean): Promise<void> {
    this.#forget();
    const { gradient, parts } = await this.#evaluate(this.#x, isLast);
    [this.#gradient, this.#parts] = [gradient, parts];
  }

  async step(isLast?: boolean): Promise<boolean> {
    const learning = typeof this.#rate === 'number' ? this.#rate : this.#rate(this.#steps);
    this.#steps++;
    const [x, first, second, gradient] = [this.#x, this.#first, this.#second, this.#gradient!];
    [this.#x, this.#first, this.#second] = tf.tidy(() => {
      const mean = tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1));
      const square = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      const rate = learning / (1 - beta1 ** this.#steps);
      const size = tf.add(tf.sqrt(tf.div(square, 1 - beta2 ** this.#steps)), epsilon);
      return [tf.sub(x, tf.div(tf.mul(mean, rate), size)), mean, square];
    });
    tf.dispose([x, first, second]);
    await this.#look(isLast);
    return true;
  }

  /** What the last evaluation said. */
  #forget(): void {
    this.#gradient?.dispose();
    this.#parts?.dispose();
  }

  dispose(): void {
    this.#forget();
    tf.dispose([this.#x, this.#first, this.#second]);
  }
}

/** Makes one of these for `optimise`. */
export const adam =
  (rate: number | Schedule): MakeOptimizer =>
  (x, evaluate) =>
    new Adam(x, evaluate, rate);
