import { ownAdam } from '../engine/ops/adam.ts';
import { tf, type Tensor1D } from '../engine/tf.ts';

/** What a rule remembers from step to step: vectors as long as the weights, and how many steps it has made. */
export interface Memory {
  steps: number;
  vectors: Tensor1D[];
}

/** How weights follow a gradient downhill. */
export interface Rule {
  /** Vectors that it remembers, of zeros at first. */
  remembers: number;
  /**
   * @param rate the learning rate
   * @returns new weights and new vectors to remember; they belong to the caller's tidy
   */
  step(weights: Tensor1D, gradient: Tensor1D, memory: Memory, rate: number): [Tensor1D, ...Tensor1D[]];
}

const momentum = 0.9;

/** Stochastic gradient descent with momentum, as PyTorch has it: v ← .9 v + g, w ← w - rate v (Sutskever et al. 2013). */
const sgd: Rule = {
  remembers: 1,
  step(weights, gradient, { vectors }, rate) {
    const velocity: Tensor1D = tf.add(tf.mul(vectors[0]!, momentum), gradient);
    return [tf.sub(weights, tf.mul(velocity, rate)), velocity];
  },
};

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** Adam (Kingma and Ba 2015, algorithm 1). */
const adam: Rule = {
  remembers: 2,
  step(weights, gradient, { steps, vectors }, rate) {
    const [first, second] = vectors as [Tensor1D, Tensor1D];
    const length = rate / (1 - beta1 ** (steps + 1));
    const scale = 1 / Math.sqrt(1 - beta2 ** (steps + 1));
    const ours = ownAdam(
      { weights, gradient, mean: first, square: second },
      { beta1, beta2, length, scale, epsilon },
    );
    if (ours) return ours;
    const mean: Tensor1D = tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1));
    const square: Tensor1D = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
    const size = tf.add(tf.mul(tf.sqrt(square), scale), epsilon);
    return [tf.sub(weights, tf.div(tf.mul(mean, length), size)), mean, square];
  },
};

export const rules = { adam, sgd } as const;
export type RuleName = keyof typeof rules;
