import * as Comlink from 'comlink';
import { EngineError, type EngineErrorName } from './errors.ts';
import type { ConfigOf, ExperimentTable, FrameOf } from './experiment.ts';
import type { MemoryReport, OpenOptions } from './host.ts';
import { unlessCancelled } from './limits.ts';
import type { LentModel } from './models.ts';
import { Session } from './session.ts';
import type { BackendReport, OnStatus } from './status.ts';

/** After these the worker is of no use any more: its device is gone, or its memory is full and never shrinks. */
const fatal: readonly string[] = ['DeviceLostError', 'MemoryError'] satisfies EngineErrorName[];

export interface RunOptions {
  signal?: AbortSignal;
  onStatus?: OnStatus;
}

/**
 * The page's side of the engine. It makes the worker on first use, and a new one after the device was lost or the
 * worker ended, by itself or because it did not answer. One run computes at a time: whoever pulls frames has the GPU.
 */
export class Engine<Table extends ExperimentTable> {
  readonly #makeWorker: () => Worker;
  readonly #options: OpenOptions;
  #session: Session | undefined;
  readonly #lent = new Map<string, LentModel>();
  /** What each worker has been told of that. */
  readonly #told = new WeakMap<Session, Map<string, LentModel>>();

  constructor(makeWorker: () => Worker, options: OpenOptions) {
    this.#makeWorker = makeWorker;
    this.#options = options;
  }

  /** Starts the worker and its backend, if they are not running. @throws BackendError */
  async open(): Promise<BackendReport> {
    return (await this.#connect()).opened;
  }

  /** From now on experiments know this network by this name, in every worker to come. It is sent with the next run. */
  lend(id: string, model: LentModel): void {
    this.#lent.set(id, model);
  }

  /** From the next run on experiments know no network by this name. */
  takeBack(id: string): void {
    this.#lent.delete(id);
  }

  async #tell(session: Session): Promise<void> {
    const told = this.#told.get(session) ?? new Map<string, LentModel>();
    this.#told.set(session, told);
    for (const id of [...told.keys()].filter((one) => !this.#lent.has(one))) {
      told.delete(id);
      await session.answer(session.host.takeBack(id));
    }
    for (const [id, model] of this.#lent) {
      if (told.get(id) === model) continue;
      told.set(id, model);
      await session.answer(session.host.lend(id, model));
    }
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
    if (!this.#session || this.#session.ended) onStatus({ phase: 'backend' });
    const session = await this.#connect(signal);
    let job: number | undefined;
    let word = () => {};
    const tell: OnStatus = (status) => {
      word();
      onStatus(status);
    };
    const close = () => void session.close(job);
    signal?.addEventListener('abort', close, { once: true });
    try {
      await this.#tell(session);
      job = await session.answer(session.host.start(name, config, Comlink.proxy(tell)));
      for (;;) {
        signal?.throwIfAborted();
        const next = session.frame<IteratorResult<unknown, void>>(
          session.host.next(job),
          (listener) => (word = listener),
        );
        const result = await unlessCancelled(next, signal);
        signal?.throwIfAborted();
        if (result.done) return;
        yield result.value as FrameOf<Table[Name]>;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Error && fatal.includes(error.name)) session.end();
      throw error;
    } finally {
      signal?.removeEventListener('abort', close);
      if (!signal?.aborted || job !== undefined) close();
    }
  }

  /** What the worker holds now. */
  async memory(): Promise<MemoryReport> {
    const session = await this.#connect();
    return session.answer(session.host.memory());
  }

  /** Makes the GPU device go away, for tests. */
  async loseDevice(): Promise<void> {
    const session = await this.#connect();
    await session.answer(session.host.loseDevice());
  }

  /** A session that is open. One that nobody waits for any more before it is open is ended: it may be stuck. */
  async #connect(signal?: AbortSignal): Promise<Session> {
    if (!this.#session || this.#session.ended) this.#session = new Session(this.#newWorker(), this.#options);
    const session = this.#session;
    session.waiting += 1;
    try {
      await unlessCancelled(session.opened, signal);
      return session;
    } finally {
      session.waiting -= 1;
      if (signal?.aborted && session.waiting === 0 && !session.isOpen) session.end();
    }
  }

  #newWorker(): Worker {
    try {
      return this.#makeWorker();
    } catch (cause) {
      // A frame without an origin of its own may have no worker of any site.
      const needs = 'It needs allow-same-origin in the frame’s sandbox, or to be opened alone.';
      const words = `Expected this page to let the figure compute in a worker, got a refusal. ${needs}`;
      throw new EngineError('BackendError', words, { cause });
    }
  }
}
