import { getEngine } from '../../../../lib/get-engine.ts';

/** What the nets read in a picture that the reader moves: one question at a time, and only the latest is kept. */
export class LiveReading {
  /** Ten probabilities from each net, in their order, for the last picture that was answered. */
  values = $state.raw<Float32Array[] | undefined>();
  error = $state('');
  #wanted: { image: Float32Array; models: readonly string[] } | undefined;
  #asking = false;

  /** @param models the nets that read, by id */
  ask(image: Float32Array, models: readonly string[]): void {
    this.#wanted = { image, models };
    if (!this.#asking) void this.#answer();
  }

  forget(): void {
    this.#wanted = undefined;
    this.values = undefined;
    this.error = '';
  }

  async #answer(): Promise<void> {
    this.#asking = true;
    try {
      while (this.#wanted) {
        const asked = this.#wanted;
        for await (const { readings } of getEngine().run('predict', asked)) {
          // Forgotten meanwhile: nobody waits for this answer.
          if (this.#wanted) this.values = readings;
        }
        if (this.#wanted === asked) this.#wanted = undefined;
      }
      this.error = '';
    } catch (error) {
      this.#wanted = undefined;
      this.error = error instanceof Error ? error.message : String(error);
    } finally {
      this.#asking = false;
    }
  }
}
