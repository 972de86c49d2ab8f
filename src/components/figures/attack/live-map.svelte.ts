import type { PlaneConfig } from '../../../lib/experiments/plane.ts';
import { getEngine } from '../../../lib/get-engine.ts';
import { GridBuilder, mapPixels, mapSide, outlineOf } from './regions.ts';
import type { MapView } from './view.ts';

/** A net's reading of a whole slice, drawn finer and finer as it comes in. */
export class LiveMap {
  view = $state.raw<MapView | undefined>();
  /** Part of the points read, 0 to 1; undefined while nothing is computed. */
  progress = $state<number | undefined>();
  error = $state('');
  #abort = new AbortController();

  /** @param label the class whose region stays bare */
  async read(config: PlaneConfig, label: number): Promise<void> {
    this.forget();
    const { signal } = this.#abort;
    const builder = new GridBuilder();
    this.progress = 0;
    try {
      for await (const frame of getEngine().run('plane', config, { signal })) {
        if (signal.aborted) return;
        const grid = builder.add(frame);
        if (grid) this.view = { rgba: mapPixels(grid, label, mapSide), ...outlineOf(grid, label) };
        this.progress = frame.step / frame.of;
      }
    } catch (error) {
      if (!signal.aborted) this.error = error instanceof Error ? error.message : String(error);
    } finally {
      if (!signal.aborted) this.progress = undefined;
    }
  }

  forget(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.view = undefined;
    this.progress = undefined;
    this.error = '';
  }
}
