import * as Comlink from 'comlink';
import { startBackend, type StartedBackend } from './backend.ts';
import type { DownloadOptions } from './download.ts';
import { EngineError } from './errors.ts';
import type { Experiment, ExperimentTable } from './experiment.ts';
import { holdLifeline } from './lifeline.ts';
import { asMemoryError } from './memory.ts';
import { Mishap } from './mishap.ts';
import { ModelStore, type BuildNet, type LentModel, type MakeModel } from './models.ts';
import type { BackendName } from './backend-name.ts';
import type { KernelsName } from './kernels-name.ts';
import type { BackendReport, OnStatus } from './status.ts';
import { tf } from './tf.ts';

export interface OpenOptions {
  backend?: BackendName | undefined;
  kernels?: KernelsName | undefined;
  /** Address of the weights folder, with a slash at its end. */
  weightsBase: string;
  /** The name of the lock by which the page knows that this worker lives. */
  lifeline?: string;
}

export interface MemoryReport {
  tensors: number;
  bytes: number;
  /** Bytes of GPU buffers, those kept for reuse included; 0 where there is no GPU. */
  gpuBytes: number;
}

interface Job {
  frames: AsyncGenerator<unknown, void, void>;
  abort: AbortController;
  started: boolean;
  onStatus: OnStatus;
}

/** A listener in the page hangs on a message port, which holds all that the listener knows until it is closed. */
function release(onStatus: OnStatus): void {
  (onStatus as Partial<Comlink.ProxyMethods>)[Comlink.releaseProxy]?.();
}

/** Runs experiments where TF.js is: in the worker, or in Node for tests, posters and benchmarks. */
export class EngineHost {
  readonly #experiments: ExperimentTable;
  readonly #buildNet: BuildNet;
  readonly #download: DownloadOptions;
  readonly #makeModel: MakeModel | undefined;
  readonly #jobs = new Map<number, Job>();
  #nextId = 1;
  #opened: Promise<{ backend: StartedBackend; models: ModelStore }> | undefined;
  readonly #lost = new Mishap();
  /** The tail of the queue: jobs take turns, one step at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param download how to fetch weights where that is not the browser's own fetch
   * @param makeModel what makes models that no file holds, if there are any
   */
  constructor(
    experiments: ExperimentTable,
    buildNet: BuildNet,
    download: DownloadOptions = {},
    makeModel?: MakeModel,
  ) {
    this.#experiments = experiments;
    this.#buildNet = buildNet;
    this.#download = download;
    this.#makeModel = makeModel;
  }

  /** Starts the backend, once; later calls get the same report. @throws BackendError */
  async open(options: OpenOptions): Promise<BackendReport> {
    this.#opened ??= startBackend(options.backend, options.kernels).then((backend) => {
      void backend.lost.then((reason) => {
        const advice = 'What you see is kept; press Restart to go on.';
        this.#lost.happen(
          new EngineError('DeviceLostError', `The graphics processor went away (${reason}). ${advice}`),
        );
      });
      const models = new ModelStore({
        base: options.weightsBase,
        buildNet: this.#buildNet,
        download: this.#download,
        makeModel: this.#makeModel,
      });
      return { backend, models };
    });
    const { backend } = await this.#opened;
    if (options.lifeline !== undefined) await holdLifeline(options.lifeline);
    return backend.report;
  }

  /** Answers, which is all that is asked of it. */
  ping(): void {}

  /** Makes a network of the page known under a name, for the runs that start from now on. */
  async lend(id: string, model: LentModel): Promise<void> {
    const { models } = await this.#open();
    models.lend(id, model);
  }

  /** Makes a network of the page unknown again. */
  async takeBack(id: string): Promise<void> {
    const { models } = await this.#open();
    models.takeBack(id);
  }

  /** Prepares a job; nothing is computed before the first `next`. @returns the job's number. */
  start(name: string, config: unknown, onStatus: OnStatus = () => undefined): number {
    const experiment = this.#experiments[name] as Experiment<unknown, unknown> | undefined;
    if (experiment === undefined || !Object.hasOwn(this.#experiments, name)) {
      const names = Object.keys(this.#experiments).join(', ');
      throw new EngineError('ConfigError', `Expected the experiment to be one of ${names}, got ${name}.`);
    }
    const abort = new AbortController();
    const { signal } = abort;
    const frames = experiment(config, {
      signal,
      models: async (ids) => {
        const { models } = await this.#open();
        const nets = await models.load(ids, onStatus, signal);
        onStatus({ phase: 'preparing' });
        return nets;
      },
    });
    const id = this.#nextId++;
    this.#jobs.set(id, { frames, abort, started: false, onStatus });
    return id;
  }

  /**
   * Computes a job's next frame, after the steps that other jobs asked for before it.
   * @throws DeviceLostError, WeightsError, NumericError, or AbortError when the job was closed meanwhile.
   */
  async next(id: number): Promise<IteratorResult<unknown, void>> {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new DOMException('This run was cancelled.', 'AbortError');
    const step = this.#turn.then(() => this.#step(job));
    this.#turn = step.catch(() => undefined);
    return step;
  }

  async #step(job: Job): Promise<IteratorResult<unknown, void>> {
    job.abort.signal.throwIfAborted();
    await this.#open();
    const result = await this.#lost.orElse(job.frames.next()).catch((error: unknown) => {
      throw asMemoryError(error);
    });
    if (!job.started) {
      job.started = true;
      job.onStatus({ phase: 'running' });
    }
    return result;
  }

  /** Cancels a job and frees what it held; a number that is not a job is ignored. */
  async close(id: number): Promise<void> {
    const job = this.#jobs.get(id);
    if (job === undefined) return;
    this.#jobs.delete(id);
    job.abort.abort();
    release(job.onStatus);
    // A step that is under way ends first. After the device is gone it may never do so.
    if (this.#lost.error === undefined) await job.frames.return().catch(() => undefined);
  }

  memory(): MemoryReport {
    const { numTensors, numBytes, ...rest } = tf.memory();
    const gpu = (rest as { numBytesInGPUAllocated?: number; numBytesInGPU?: number }).numBytesInGPUAllocated;
    return { tensors: numTensors, bytes: numBytes, gpuBytes: gpu ?? 0 };
  }

  /** Gives the GPU device up, so that tests can see what a reader sees when a driver resets. */
  async loseDevice(): Promise<void> {
    const { backend } = await this.#open();
    backend.destroyDevice();
  }

  async #open(): Promise<{ backend: StartedBackend; models: ModelStore }> {
    if (this.#opened === undefined)
      throw new EngineError('BackendError', 'Expected open() before the first run.');
    if (this.#lost.error) throw this.#lost.error;
    return this.#opened;
  }
}
