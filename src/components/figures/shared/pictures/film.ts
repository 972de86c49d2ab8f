/** A result as it is drawn. */
export interface FilmPicture {
  width: number;
  height: number;
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray<ArrayBuffer>;
}

/** Bytes of pictures that a film may keep: all frames of a run at 256 pixels, every second or fourth at 512. */
const usualBudget = 64 * 2 ** 20;

/**
 * The pictures of a run. When they take more room than they may, every second of them goes, evenly over the run, so
 * that scrubbing still leads from the start to the end; the latest is always there.
 */
export class Film {
  readonly #budget: number;
  readonly #kept = new Map<number, FilmPicture>();
  #bytes = 0;
  #every = 1;
  #latest = -1;

  /** @param budget bytes of pictures; at least two are kept whatever they take */
  constructor(budget = usualBudget) {
    this.#budget = budget;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Takes frame number `index`, in the place of an earlier one of that number. */
  add(index: number, picture: FilmPicture): void {
    const before = this.#latest;
    this.#drop(index);
    this.#kept.set(index, picture);
    this.#bytes += picture.image.byteLength;
    this.#latest = Math.max(before, index);
    for (const settled of [before, index]) if (this.#isSpare(settled)) this.#drop(settled);
    while (this.#bytes > this.#budget && this.#kept.size > 2) this.#thin();
  }

  /** The picture of frame `index`, or of the last one before it that is kept. */
  at(index: number): FilmPicture | undefined {
    let best = -1;
    for (const key of this.#kept.keys()) if (key <= index && key > best) best = key;
    return this.#kept.get(best);
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
    this.#every = 1;
    this.#latest = -1;
  }

  #thin(): void {
    this.#every *= 2;
    for (const index of [...this.#kept.keys()]) if (this.#isSpare(index)) this.#drop(index);
  }

  #isSpare(index: number): boolean {
    return index % this.#every !== 0 && index !== this.#latest;
  }

  #drop(index: number): void {
    this.#bytes -= this.#kept.get(index)?.image.byteLength ?? 0;
    this.#kept.delete(index);
  }
}
