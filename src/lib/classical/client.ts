import * as Comlink from 'comlink';
import { Mishap } from '../engine/mishap.ts';
import type { MethodConfigs, MethodName } from './methods.ts';
import type { Easel, PaintedFrame } from './worker.ts';

/**
 * Paints in a worker of its own, so that several painters use several cores and none holds up the page. The generator
 * gives one frame a pull; leaving the loop stops the painter.
 * @throws Error with a sentence for the reader when the worker breaks down
 */
export async function* paint<Name extends MethodName>(
  name: Name,
  config: MethodConfigs[Name],
): AsyncGenerator<PaintedFrame, void, void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const died = new Mishap();
  worker.addEventListener('error', (event) => {
    const why = event.message || 'it could not be loaded';
    died.happen(new Error(`The painter's worker stopped (${why}). Press Restart to go on.`));
  });
  try {
    const easel = Comlink.wrap<Easel>(worker);
    await died.orElse(easel.start(name, config));
    for (;;) {
      const frame = await died.orElse(easel.next());
      if (!frame) return;
      yield frame;
    }
  } finally {
    worker.terminate();
  }
}
