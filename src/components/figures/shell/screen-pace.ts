/** Where a paint takes longer than this many milliseconds, painting every frame would be most of the work. */
const slowPaint = 25;
/** There a frame is shown so many milliseconds after the last; those between are kept for the scrubber. */
const apart = 100;

/** Resolves before the next picture is painted; so a run never gets ahead of the screen. */
export const nextPaint = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** How often a run shows a frame on this screen: each one, or on a slow screen some. */
export class ScreenPace {
  #at = -Infinity;
  #took = 0;

  /** Whether the next frame is to be shown, rather than kept only. */
  get isDue(): boolean {
    return this.#took <= slowPaint || performance.now() - this.#at >= apart;
  }

  /** Waits for the screen to show what has changed. */
  async paint(): Promise<void> {
    this.#at = performance.now();
    await nextPaint();
    this.#took = performance.now() - this.#at;
  }
}
