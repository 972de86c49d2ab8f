import * as Comlink from 'comlink';
import { limits } from '../engine/limits.ts';
import { WatchedWorker } from '../engine/watched-worker.ts';
import type { MethodConfigs, MethodName } from './methods.ts';
import type { Easel, PaintedFrame } from './worker.ts';

/**
 * Paints in a worker of its own, so that several painters use several cores and none holds up the page. The generator
 * gives one frame a pull; leaving the loop, or aborting, stops the painter even in the middle of a part.
 * @throws Error with a sentence for the reader when the worker breaks down or does not answer; AbortError
 */
export async function* paint<Name extends MethodName>(
  name: Name,
  config: MethodConfigs[Name],
  signal?: AbortSignal,
): AsyncGenerator<PaintedFrame, void, void> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const painter = new WatchedWorker(worker, { who: "The painter's worker", silence: limits.painting });
  const stop = () => painter.end();
  signal?.addEventListener('abort', stop);
  try {
    const easel = Comlink.wrap<Easel>(worker);
    await painter.answer(easel.start(name, config));
    for (;;) {
      const frame = await painter.answer(easel.next());
      if (!frame) return;
      yield frame;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
