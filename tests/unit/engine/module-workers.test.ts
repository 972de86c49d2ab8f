import { afterEach, expect, test, vi } from 'vitest';
import { hasModuleWorkers } from '../../../src/lib/engine/module-workers';
import { WatchedWorker } from '../../../src/lib/engine/watched-worker';

afterEach(() => vi.unstubAllGlobals());

/** A browser that reads the type of a worker before it refuses the address, and one that knows no types. */
class Newer extends EventTarget {
  constructor(_url: string, options: WorkerOptions) {
    super();
    if (options.type) throw new SyntaxError('no address');
  }
}
class Older extends EventTarget {
  constructor(_url: string, _options: WorkerOptions) {
    super();
    throw new SyntaxError('no address');
  }
}

test('a browser is asked whether its workers may be modules, and no worker starts', () => {
  vi.stubGlobal('Worker', Newer);
  expect(hasModuleWorkers()).toBe(true);
  vi.stubGlobal('Worker', Older);
  expect(hasModuleWorkers()).toBe(false);
});

test('where workers cannot be modules, a figure says which browsers run it', async () => {
  vi.stubGlobal('Worker', Older);
  const worker = Object.assign(new EventTarget(), { terminate: () => undefined }) as unknown as Worker;
  const watched = new WatchedWorker(worker, { who: "The experiment's worker", silence: 1000 });
  const answer = watched.answer(new Promise(() => undefined));
  worker.dispatchEvent(new Event('error'));
  await expect(answer).rejects.toThrow(
    "The experiment's worker cannot start in a browser this old. Experiments need Chrome 100, Firefox 114, Safari 16.4",
  );
});
