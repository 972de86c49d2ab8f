/**
 * Something that may cut every wait short: the device is lost, the worker dies.
 *
 * Not `Promise.race` against a promise that lives as long as the engine: each race hangs a reaction on it that keeps
 * its own result alive, so that no frame of any run would ever be freed.
 */
export class Mishap {
  #error: Error | undefined;
  readonly #waiting = new Set<(error: Error) => void>();

  /** What happened, if it has. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** Ends all waits, those to come included. Only the first mishap counts. */
  happen(error: Error): void {
    this.#error ??= error;
    for (const reject of this.#waiting) reject(this.#error);
    this.#waiting.clear();
  }

  /** What `work` comes to. @throws the mishap's error, if it happens first */
  async orElse<T>(work: PromiseLike<T>): Promise<T> {
    const result = await new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      const done = () => this.#waiting.delete(reject);
      work.then(done, done);
      work.then(resolve, reject);
      if (this.#error) reject(this.#error);
    });
    if (this.#error) throw this.#error;
    return result;
  }
}
