import * as Comlink from 'comlink';
import type { ConfigOf, ExperimentTable, FrameOf } from './experiment.ts';
import type { EngineHost, MemoryReport, OpenOptions } from './host.ts';
import { Mishap } from './mishap.ts';
import type { BackendReport, OnStatus } from './status.ts';

export interface RunOptions {
  signal?: AbortSignal;
  onStatus?: OnStatus;
}

/**
 * The page's side of the engine. It makes the worker on first use, and a new one after the device was lost or the
 * worker died. One run computes at a time: whoever pulls frames has the GPU.
 */
export class Engine<Table extends ExperimentTable> {
  readonly #makeWorker: () => Worker;
  readonly #options: OpenOptions;
  #session: Session | undefined;

  constructor(makeWorker: () => Worker, options: OpenOptions) {
    this.#makeWorker = makeWorker;
    this.#options = options;
  }

  /** Starts the worker and its backend, if they are not running. @throws BackendError */
  async open(): Promise<BackendReport> {
    return (await this.#connect()).report;
  }

  /**
   * Runs an experiment. The generator yields one frame a pull; leaving the loop, or aborting, cancels the run and
   * frees its tensors.
   *
   * @throws AbortError when cancelled, else the worker's error, whose `name` is an `EngineErrorName`.
   */
  async *run<Name extends keyof Table & string>(
    name: Name,
    config: ConfigOf<Table[Name]>,
    { signal, onStatus = () => undefined }: RunOptions = {},
  ): AsyncGenerator<FrameOf<Table[Name]>, void, void> {
    signal?.throwIfAborted();
    if (this.#session === undefined) onStatus({ phase: 'backend' });
    const session = await this.#connect();
    const { host, died } = session;
    const job = await died.orElse(host.start(name, config, Comlink.proxy(onStatus)));
    const close = () => void host.close(job);
    signal?.addEventListener('abort', close, { once: true });
    try {
      for (;;) {
        signal?.throwIfAborted();
        const result = await died.orElse<IteratorResult<unknown, void>>(host.next(job));
        signal?.throwIfAborted();
        if (result.done) return;
        yield result.value as FrameOf<Table[Name]>;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Error && error.name === 'DeviceLostError') this.#drop(session);
      throw error;
    } finally {
      signal?.removeEventListener('abort', close);
      if (this.#session === session) close();
    }
  }

  /** What the worker holds now. */
  async memory(): Promise<MemoryReport> {
    return (await this.#connect()).host.memory();
  }

  /** Makes the GPU device go away, for tests. */
  async loseDevice(): Promise<void> {
    await (await this.#connect()).host.loseDevice();
  }

  #connect(): Promise<Session> {
    if (this.#session) return Promise.resolve(this.#session);
    this.#connecting ??= openSession(this.#makeWorker(), this.#options)
      .then((session) => {
        session.worker.addEventListener('error', () => this.#drop(session));
        return (this.#session = session);
      })
      .finally(() => (this.#connecting = undefined));
    return this.#connecting;
  }
  #connecting: Promise<Session> | undefined;

  #drop(session: Session): void {
    session.worker.terminate();
    if (this.#session === session) this.#session = undefined;
  }
}

interface Session {
  worker: Worker;
  host: Comlink.Remote<EngineHost>;
  report: BackendReport;
  /** Happens when the worker breaks down. */
  died: Mishap;
}

async function openSession(worker: Worker, options: OpenOptions): Promise<Session> {
  const died = new Mishap();
  worker.addEventListener('error', (event) => {
    const error = new Error(
      `The experiment's worker stopped (${event.message || 'it could not be loaded'}). Press Restart to go on.`,
    );
    error.name = 'DeviceLostError';
    died.happen(error);
  });
  const host = Comlink.wrap<EngineHost>(worker);
  try {
    return { worker, host, died, report: await died.orElse(host.open(options)) };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}
