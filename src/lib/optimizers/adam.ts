import { tf, type Tensor } from '../engine/tf.ts';
import type { Evaluate, Optimizer } from './optimizer.ts';

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** Adam (Kingma and Ba 2015, algorithm 1). */
export class Adam implements Optimizer {
  readonly #evaluate: Evaluate;
  readonly #rate: number;
  #x: Tensor;
  #gradient: Tensor | undefined;
  #first: Tensor;
  #second: Tensor;
  #steps = 0;
  parts: Float32Array = new Float32Array();

  /** @param x where to start; from now on the optimiser's own */
  constructor(x: Tensor, evaluate: Evaluate, rate: number) {
    this.#evaluate = evaluate;
    this.#rate = rate;
    this.#x = x;
    this.#first = tf.zerosLike(x);
    this.#second = tf.zerosLike(x);
  }

  get x(): Tensor {
    return this.#x;
  }

  async begin(): Promise<void> {
    this.#gradient?.dispose();
    const { gradient, parts } = await this.#evaluate(this.#x);
    this.#gradient = gradient;
    try {
      this.parts = (await parts.data()) as Float32Array;
    } finally {
      parts.dispose();
    }
  }

  async step(): Promise<boolean> {
    this.#steps++;
    const [x, first, second, gradient] = [this.#x, this.#first, this.#second, this.#gradient!];
    [this.#x, this.#first, this.#second] = tf.tidy(() => {
      const mean = tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1));
      const square = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      const rate = this.#rate / (1 - beta1 ** this.#steps);
      const size = tf.add(tf.sqrt(tf.div(square, 1 - beta2 ** this.#steps)), epsilon);
      return [tf.sub(x, tf.div(tf.mul(mean, rate), size)), mean, square];
    });
    tf.dispose([x, first, second]);
    await this.begin();
    return true;
  }

  dispose(): void {
    tf.dispose([this.#x, this.#first, this.#second, ...(this.#gradient ? [this.#gradient] : [])]);
  }
}
