import * as Comlink from 'comlink';
import { afterEach, beforeEach, vi } from 'vitest';
import { Engine } from '../../../src/lib/engine/client.ts';
import { EngineHost } from '../../../src/lib/engine/host.ts';
import { forget, table, tick, type CountConfig } from './fake-experiments.ts';
import { base, buildTiny, serverOf, tinyModel } from './tiny-model.ts';

export type Table = typeof table;

/** A worker on this thread: a real host behind a real message channel. */
export class FakeWorker extends EventTarget {
  readonly host = new EngineHost(table, buildTiny, { fetch: serverOf(tinyModel('a')).fetch, attempts: 1 });
  terminated = false;
  readonly #channel = new MessageChannel();

  constructor() {
    super();
    const { port1, port2 } = this.#channel;
    port1.onmessage = ({ data }: MessageEvent) => this.dispatchEvent(new MessageEvent('message', { data }));
    Comlink.expose(this.host, port2);
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    if (!this.terminated && !this.deaf) this.#channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }

  /** Hears nothing any more: it computes in a circle, or has ended itself. */
  deaf = false;

  /** What the browser tells when a worker's script throws or cannot be loaded. */
  breakDown(message = ''): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

/** Locks that are held, with what frees them. */
export const locks = new Map<string, () => void>();
const fakeLocks = {
  async request(name: string, use: () => unknown) {
    const before = locks.get(name);
    if (before) await new Promise<void>((resolve) => locks.set(name, resolve));
    locks.set(name, () => undefined);
    await use();
  },
};

/** What the tests of an engine hold: it, and every worker that it has made. New before each test. */
export interface EngineRig {
  engine: Engine<Table>;
  workers: FakeWorker[];
  make: () => Worker;
  /** What the last worker's host holds, once all messages have arrived. */
  heldTensors: () => Promise<number>;
}

export function engineRig(): EngineRig {
  const rig = {} as EngineRig;
  rig.make = () => {
    const worker = new FakeWorker();
    rig.workers.push(worker);
    return worker as unknown as Worker;
  };
  rig.heldTensors = async () => {
    for (let i = 0; i < 10; i++) await tick();
    return rig.workers.at(-1)!.host.memory().tensors;
  };
  beforeEach(() => {
    forget();
    locks.clear();
    vi.stubGlobal('navigator', { locks: fakeLocks });
    rig.workers = [];
    rig.engine = new Engine<Table>(rig.make, { backend: 'cpu', weightsBase: base });
  });
  afterEach(() => {
    rig.workers.forEach((worker) => worker.terminate());
    vi.unstubAllGlobals();
  });
  return rig;
}

export const config = (to: number): CountConfig => ({ name: 'a', to });

export async function collect(run: AsyncGenerator<{ step: number }>): Promise<number[]> {
  const steps: number[] = [];
  for await (const { step } of run) steps.push(step);
  return steps;
}
