import type { PlaneFrame } from '../../../lib/experiments/plane.ts';

/** A network's loss over a plane, as finely as it is known. */
export interface LossGrid {
  /** Points on a side. */
  side: number;
  /** In nats, row * side + column; row 0 has the largest b, column 0 the smallest a. */
  losses: Float32Array;
}

/** Below this a probability is as good as none: the least that a float holds without tricks. */
const least = 1.2e-38;

/** Cross-entropy of a class to which a network gives this probability, in nats. */
export const lossOf = (probability: number) => Math.log(1 / Math.max(least, Math.min(1, probability)));

/** Gathers what is read of a plane, and hands out the finest whole grid so far. */
export class LossGridBuilder {
  readonly #side: number;
  readonly #label: number;
  readonly #all: Float32Array;
  #stride = Infinity;

  constructor(side: number, label: number) {
    this.#side = side;
    this.#label = label;
    this.#all = new Float32Array(side * side);
  }

  /** The whole grid that this chunk completes, if it completes one. */
  add({ points, probabilities, stride }: PlaneFrame): LossGrid | undefined {
    const classes = probabilities.length / points.length;
    points.forEach((point, i) => {
      this.#all[point] = lossOf(probabilities[i * classes + this.#label]!);
    });
    if (stride === this.#stride) return undefined;
    this.#stride = stride;
    const side = (this.#side - 1) / stride + 1;
    const losses = new Float32Array(side * side);
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++)
        losses[row * side + column] = this.#all[(row * this.#side + column) * stride]!;
    return { side, losses };
  }
}

/** The loss at a place of the plane, between the grid's points in straight lines. x and y from -1 to 1, y upwards. */
export function lossAt({ side, losses }: LossGrid, x: number, y: number): number {
  const place = (value: number) => Math.max(0, Math.min(side - 1, ((value + 1) / 2) * (side - 1)));
  const [column, row] = [place(x), place(-y)];
  const [left, top] = [Math.min(side - 2, Math.floor(column)), Math.min(side - 2, Math.floor(row))];
  const [right, down] = [column - left, row - top];
  const at = top * side + left;
  const above = losses[at]! * (1 - right) + losses[at + 1]! * right;
  const below = losses[at + side]! * (1 - right) + losses[at + side + 1]! * right;
  return above * (1 - down) + below * down;
}
