import { after, inWords, limits } from './limits.ts';
import { Mishap } from './mishap.ts';
import { hasModuleWorkers, newerBrowser } from './module-workers.ts';

export interface Watch {
  /** Who it is, at the beginning of a sentence: "The painter's worker". */
  who: string;
  /** Milliseconds that an answer may take, once the worker has said its first word. */
  silence: number;
  /** What the reader can do when it has ended. */
  advice?: string;
}

/**
 * A worker that is watched from outside. One that cannot be loaded, breaks down, ends itself or computes in a circle
 * does not leave anybody waiting: `answer` then ends with a sentence, and the worker is gone.
 */
export class WatchedWorker {
  readonly worker: Worker;
  readonly #died = new Mishap();
  readonly #watch: Watch;
  readonly #waits = new Set<object>();
  #spoke = false;
  #callOff = () => {};

  constructor(worker: Worker, watch: Watch) {
    this.worker = worker;
    this.#watch = watch;
    worker.addEventListener('message', () => {
      this.#spoke = true;
      this.#wind();
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (hasModuleWorkers()) this.end(`stopped (${event.message || 'it could not be loaded'})`);
      else this.end('cannot start in a browser this old', newerBrowser);
    });
    worker.addEventListener('messageerror', () => this.end('stopped (its answer could not be read)'));
  }

  /** Whether it has ended. */
  get ended(): boolean {
    return this.#died.error !== undefined;
  }

  /** Milliseconds that its answers may take from now on. */
  allow(silence: number): void {
    this.#watch.silence = silence;
  }

  /** What `work`, which waits for the worker, comes to. @throws DeviceLostError, with a sentence, when it ends first */
  async answer<T>(work: PromiseLike<T>): Promise<T> {
    const wait = {};
    this.#waits.add(wait);
    if (this.#waits.size === 1) this.#wind();
    try {
      return await this.#died.orElse(work);
    } finally {
      this.#waits.delete(wait);
      if (this.#waits.size === 0) this.#callOff();
    }
  }

  /**
   * Ends it, and all waits for it.
   * @param what has happened, as the middle of a sentence: "stopped"
   * @param advice what the reader can do, in place of the usual
   */
  end(what = 'was stopped', advice = this.#watch.advice ?? 'Press Restart to go on.'): void {
    this.#callOff();
    this.worker.terminate();
    const error = new Error(`${this.#watch.who} ${what}. ${advice}`);
    error.name = 'DeviceLostError';
    this.#died.happen(error);
  }

  /** Gives it time anew, as long as anybody waits. */
  #wind(): void {
    this.#callOff();
    if (this.#waits.size === 0 || this.ended) return;
    const ms = this.#spoke ? this.#watch.silence : limits.script;
    const what = this.#spoke ? 'did not answer' : 'could not be loaded';
    this.#callOff = after(ms, () => this.end(`${what} in ${inWords(ms)}`));
  }
}
