/** Things that a run disposes together, the last first. */
export class Held {
  readonly #things: { dispose(): void }[] = [];

  /** @returns the thing itself */
  keep<T extends { dispose(): void }>(thing: T): T {
    this.#things.push(thing);
    return thing;
  }

  dispose(): void {
    for (const thing of this.#things.splice(0).reverse()) thing.dispose();
  }
}
