import * as Comlink from 'comlink';
import type { BackendName } from './backend-name.ts';
import type { EngineHost, OpenOptions } from './host.ts';
import { watchLifeline } from './lifeline.ts';
import { after, inWords, limits, within } from './limits.ts';
import type { BackendReport } from './status.ts';
import { WatchedWorker } from './watched-worker.ts';

/**
 * How long the worker may be deaf while it computes, in milliseconds. On wasm and in plain JavaScript it hears nothing
 * between two evaluations of a network, on WebGL while shaders are compiled.
 */
const deafness: Record<BackendName, number> = {
  webgpu: 120_000,
  webgl: 120_000,
  wasm: 90_000,
  cpu: 900_000,
};

let sessions = 0;

/** One worker of the engine, from its start to its end, watched from outside. */
export class Session {
  readonly host: Comlink.Remote<EngineHost>;
  /** What it computes on, once it knows. @throws BackendError, or DeviceLostError when the worker ends first */
  readonly opened: Promise<BackendReport>;
  isOpen = false;
  /** How many wait for it to open. */
  waiting = 0;
  readonly #watched: WatchedWorker;
  #waits = 0;
  #stopPulse = () => {};

  constructor(worker: Worker, options: OpenOptions) {
    this.#watched = new WatchedWorker(worker, {
      who: "The experiment's worker",
      // Until the backend is known; importing one keeps the worker busy for a moment only.
      silence: deafness.webgpu,
    });
    this.host = Comlink.wrap<EngineHost>(worker);
    const lifeline = `robust-engine-${Date.now()}-${++sessions}`;
    this.opened = this.answer(this.host.open({ ...options, lifeline })).then((report) => {
      this.isOpen = true;
      this.#watched.allow(deafness[report.name]);
      watchLifeline(lifeline, () => this.end('ended by itself'));
      return report;
    });
    // Whoever waits for it hears of it.
    this.opened.catch(() => this.end());
  }

  get ended(): boolean {
    return this.#watched.ended;
  }

  end(what?: string): void {
    if (this.ended) return;
    this.#watched.end(what);
    // Comlink would keep everything that was asked for and never answered.
    this.host[Comlink.releaseProxy]();
  }

  /** What `work`, which waits for the worker, comes to. @throws DeviceLostError when the worker ends first */
  async answer<T>(work: PromiseLike<T>): Promise<T> {
    if (this.#waits++ === 0) this.#pulse();
    try {
      return await this.#watched.answer(work);
    } finally {
      if (--this.#waits === 0) this.#stopPulse();
    }
  }

  /**
   * The same for a frame, which a worker that answers may still never give.
   * @param listen gets a function to be called at each word about the frame
   */
  async frame<T>(work: PromiseLike<T>, listen: (word: () => void) => void): Promise<T> {
    let callOff = () => {};
    const word = () => {
      callOff();
      callOff = after(limits.frame, () => this.end(`gave no picture in ${inWords(limits.frame)}`));
    };
    word();
    listen(word);
    try {
      return await this.answer(work);
    } finally {
      listen(() => undefined);
      callOff();
    }
  }

  /** Closes a job, if there is one yet. A worker that does not answer to that is ended: nobody wants its result. */
  async close(job: number | undefined): Promise<void> {
    if (this.ended) return;
    const late = () => new Error('The worker does not answer.');
    try {
      const closed = job === undefined ? undefined : this.host.close(job);
      await within(limits.farewell, this.#watched.answer(this.host.ping()), late);
      await within(limits.frame, this.#watched.answer(Promise.resolve(closed)), late);
    } catch {
      this.end();
    }
  }

  /** Asks again and again whether it answers, for as long as anybody waits; the answers are its signs of life. */
  #pulse(): void {
    let stopped = false;
    let callOff = () => {};
    this.#stopPulse = () => {
      stopped = true;
      callOff();
    };
    const ask = async () => {
      await this.#watched.answer(this.host.ping());
      if (!stopped) callOff = after(limits.pulse, () => void ask().catch(() => undefined));
    };
    void ask().catch(() => undefined);
  }
}
