import type { BackendName } from './engine/backend-name.ts';
import { limits } from './engine/limits.ts';
import { WatchedWorker } from './engine/watched-worker.ts';

let answer: Promise<BackendName | undefined> | undefined;

/**
 * Which backend a run in this page would get. It is asked once, in a worker that has nothing else to do.
 * @returns undefined where workers do not start, and nothing would run
 */
export function likelyBackend(): Promise<BackendName | undefined> {
  answer ??= ask();
  return answer;
}

async function ask(): Promise<BackendName | undefined> {
  let watched: WatchedWorker | undefined;
  try {
    const worker = new Worker(new URL('./engine/guess-worker.ts', import.meta.url), { type: 'module' });
    // The browser may take its time, for the one interface and then for the other.
    watched = new WatchedWorker(worker, { who: 'The guess', silence: 2 * limits.adapter });
    const said = new Promise<BackendName>((resolve) => {
      worker.addEventListener('message', ({ data }) => resolve(data as BackendName));
    });
    return await watched.answer(said);
  } catch {
    return undefined;
  } finally {
    watched?.end();
  }
}
