import { seededRandom } from '../random/seeded.ts';

/** The numbers of the digits of one batch after the other, epoch by epoch; what is left over at an end is left out. */
export class Batches {
  readonly #count: number;
  readonly #size: number;
  readonly #seed: number;
  #epoch = -1;
  #order: Uint16Array = new Uint16Array();

  constructor(count: number, size: number, seed: number) {
    [this.#count, this.#size, this.#seed] = [count, size, seed];
  }

  at(batch: number): Uint16Array {
    const perEpoch = Math.floor(this.#count / this.#size);
    const epoch = Math.floor(batch / perEpoch);
    if (epoch !== this.#epoch) {
      this.#order = epochOrder(this.#count, this.#seed, epoch);
      this.#epoch = epoch;
    }
    const first = (batch % perEpoch) * this.#size;
    return this.#order.subarray(first, first + this.#size);
  }
}

/** The numbers 0 to count - 1 in the order in which epoch `epoch` of a seed goes through them (Fisher and Yates). */
export function epochOrder(count: number, seed: number, epoch: number): Uint16Array {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(epoch + 1, 0x85ebca6b));
  const order = Uint16Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
