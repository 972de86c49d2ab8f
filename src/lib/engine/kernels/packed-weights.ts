import type { Heap } from './heap.ts';

interface Packed {
  pointer: number;
  bytes: number;
}

/** Bytes of packed weights that are kept: every network of this site, both ways. */
const most = 384 * 2 ** 20;

/**
 * Weights as our kernels want them, packed when first asked for. They are freed with the tensor that they come from,
 * and, beyond a bound, the longest unused first: then they are packed anew, on the fly.
 */
export class PackedWeights {
  readonly #heap: Heap;
  readonly #bound: number;
  /** By tensor, then by what they were packed for. */
  readonly #kept = new Map<object, Map<string, Packed>>();
  #bytes = 0;

  constructor(heap: Heap, bound = most) {
    this.#heap = heap;
    this.#bound = bound;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * @param source the data of the tensor that the weights come from
   * @param purpose tells apart what one tensor is packed for
   * @param fill writes the weights
   * @returns where they are, until the next call
   */
  get(source: object, purpose: string, bytes: number, fill: (pointer: number) => void): number {
    const known = this.#kept.get(source);
    const found = known?.get(purpose);
    if (found) {
      this.#touch(source, known!);
      return found.pointer;
    }
    while (this.#bytes + bytes > this.#bound && this.#kept.size > 0) {
      const [oldest] = this.#kept.keys();
      this.drop(oldest!);
    }
    const pointer = this.#heap.allocate(bytes);
    this.#bytes += bytes;
    fill(pointer);
    const packed = this.#kept.get(source) ?? new Map<string, Packed>();
    packed.set(purpose, { pointer, bytes });
    this.#touch(source, packed);
    return pointer;
  }

  /** A map keeps its order: what is used goes to the end. */
  #touch(source: object, packed: Map<string, Packed>): void {
    this.#kept.delete(source);
    this.#kept.set(source, packed);
  }

  /** Frees what came from a tensor. */
  drop(source: object): void {
    for (const { pointer, bytes } of this.#kept.get(source)?.values() ?? []) {
      this.#heap.free(pointer);
      this.#bytes -= bytes;
    }
    this.#kept.delete(source);
  }
}
