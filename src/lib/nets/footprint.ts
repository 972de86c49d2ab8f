import type { Footprint } from '../engine/models.ts';
import type { Weights } from '../engine/weights.ts';

/** Adds up what a pass makes, as a network's file goes through its layers. */
export class FootprintOf {
  /** Pixels of an activation for one of the picture. */
  #area = 1;
  #made = 0;
  #largest = 0;
  readonly #layers: Record<string, number> = {};

  /** A tensor of so many channels, at the size that has been reached. @param name if it is one of the activations */
  tensor(channels: number, name?: string): void {
    const numbers = channels * this.#area;
    this.#made += numbers;
    this.#largest = Math.max(this.#largest, numbers);
    if (name !== undefined) this.#layers[name] = numbers;
  }

  /** From here on, rows and columns are fewer by this factor. */
  shrink(factor = 2): void {
    this.#area /= factor ** 2;
  }

  of(weights: Weights): Footprint {
    const numbers = Object.values(weights).reduce((sum, { size }) => sum + size, 0);
    return { made: this.#made, largest: this.#largest, layers: this.#layers, weights: numbers };
  }
}

/** Channels that the convolution called `name` gives. */
export const filtersOf = (weights: Weights, name: string): number => weights[`${name}/bias`]!.shape[0]!;
