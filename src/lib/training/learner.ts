import type { Net } from '../engine/models.ts';
import { tf, type Scalar, type Tensor1D } from '../engine/tf.ts';
import type { Weights } from '../engine/weights.ts';
import { smallCnnShapes } from '../nets/small-cnn-shapes.ts';
import { learningSmallCnn, smallCnn } from '../nets/small-cnn.ts';
import { labelsCrossEntropy } from '../objectives/cross-entropy.ts';
import { attackBatch, type BatchAttack } from './batch-attack.ts';
import type { Batch } from './labelled-digits.ts';
import { rules, type Memory, type RuleName } from './rules.ts';
import type { Shapes } from './weight-shapes.ts';
import { vectorOf, weightsIn } from './weight-vector.ts';

/** All that a network's training has to remember to go on as if it had never stopped. */
export interface LearnerState {
  /** Its weights, in one vector. */
  weights: Float32Array;
  /** What its rule remembers, each as long. */
  memory: Float32Array[];
  /** Steps made. */
  steps: number;
}

/** A small network that learns, batch by batch. It owns its tensors: dispose it. */
export class Learner {
  readonly #shapes: Shapes;
  readonly #rule: RuleName;
  #vector: Tensor1D;
  #memory: Memory;
  #weights: Weights;
  #net: Net | undefined;

  /** @param width filters in the first layer */
  constructor(width: number, rule: RuleName, { weights, memory, steps }: LearnerState) {
    this.#shapes = smallCnnShapes(width);
    this.#rule = rule;
    this.#vector = tf.tensor1d(weights);
    const zeros = new Float32Array(weights.length);
    const vectors = Array.from({ length: rules[rule].remembers }, (_, i) => tf.tensor1d(memory[i] ?? zeros));
    this.#memory = { steps, vectors };
    this.#weights = weightsIn(this.#vector, this.#shapes);
  }

  /** The network as it is now, until the next step. */
  get net(): Net {
    return (this.#net ??= smallCnn(this.#weights));
  }

  get steps(): number {
    return this.#memory.steps;
  }

  /** The vectors of a `LearnerState`: weights, then memory. Its own, until the next step. */
  get vectors(): Tensor1D[] {
    return [this.#vector, ...this.#memory.vectors];
  }

  /**
   * One step on a batch, after an attack on it against the network as it is at this moment.
   * @returns the mean cross-entropy of what it learned from, in nats; the caller disposes
   */
  learn(batch: Batch, attack: BatchAttack, rate: number): Scalar {
    // Only an attack looks at the network as it stands.
    const attacked =
      attack.eps === 0 ? batch.images.clone() : attackBatch(this.net, batch.images, batch.labels, attack);
    const { loss, moved } = tf.tidy(() => {
      const names = Object.keys(this.#shapes);
      const [count] = batch.images.shape;
      const { value, grads } = tf.valueAndGrads((...weights) => {
        const named = Object.fromEntries(names.map((name, i) => [name, weights[i]!]));
        return tf.div(labelsCrossEntropy(learningSmallCnn(attacked, named), batch.labels), count);
      })(names.map((name) => this.#weights[name]!));
      const { step } = rules[this.#rule];
      return {
        loss: value as Scalar,
        moved: step(this.#vector, vectorOf(grads), this.#memory, rate),
      };
    });
    attacked.dispose();
    const old = this.vectors;
    const [vector, ...vectors] = moved;
    [this.#vector, this.#memory] = [vector, { steps: this.steps + 1, vectors }];
    tf.dispose(old);
    tf.dispose(this.#weights);
    this.#weights = weightsIn(this.#vector, this.#shapes);
    this.#net = undefined;
    return loss;
  }

  dispose(): void {
    tf.dispose(this.vectors);
    tf.dispose(this.#weights);
  }
}
