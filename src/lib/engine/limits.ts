/**
 * How long each wait may last without a sign of life, in milliseconds: a byte, a word from the worker, an answer of
 * the browser. Each is many times what a slow phone on a slow line takes, so that only what is stuck meets it.
 */
export const limits = {
  /** A worker's script, from the order to the worker's first word. */
  script: 60_000,
  /** A file, from one byte to the next. */
  byte: 20_000,
  /** A part of the program that the worker imports when it needs it. */
  part: 90_000,
  /** Cache Storage: what it does not give in time is downloaded. */
  cache: 5_000,
  /** The browser's answer on its graphics processor. */
  adapter: 15_000,
  /** From TF.js's start of a backend to its end, once its files are here. */
  start: 60_000,
  /** The end of the step that is under way when a run is called off. */
  farewell: 10_000,
  /** A picture that the browser decodes. */
  decode: 30_000,
  /** One part of a painting without a network. */
  painting: 60_000,
  /** Between two questions whether the worker still answers. */
  pulse: 5_000,
  /** From one frame, or word about it, to the next, of a worker that answers: shaders are compiled, steps are long. */
  frame: 1_200_000,
} as const;

/** A wait is counted in parts: a machine that sleeps loses one of them and not the whole. */
const parts = 4;

/**
 * Calls `act` when `ms` milliseconds have passed in which this machine was awake.
 * @returns calls it off
 */
export function after(ms: number, act: () => void): () => void {
  let left = parts;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    if (left-- === 0) act();
    else timer = setTimeout(wait, ms / parts);
  };
  wait();
  return () => clearTimeout(timer);
}

/**
 * What `work` comes to, unless the signal cancels it first.
 * @throws what `work` throws, or the signal's reason
 */
export async function unlessCancelled<T>(work: PromiseLike<T>, signal: AbortSignal | undefined): Promise<T> {
  let cancel = () => {};
  try {
    return await new Promise<T>((resolve, reject) => {
      work.then(resolve, reject);
      cancel = () => reject(signal!.reason as Error);
      if (signal?.aborted) cancel();
      signal?.addEventListener('abort', cancel);
    });
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/**
 * What `work` comes to, if it comes to something in time.
 * @param late makes the error that ends the wait after `ms` milliseconds
 * @param signal ends it at once
 * @throws what `work` throws, what `late` gives, or the signal's reason
 */
export async function within<T>(
  ms: number,
  work: PromiseLike<T>,
  late: () => Error,
  signal?: AbortSignal,
): Promise<T> {
  let callOff = () => {};
  const limited = new Promise<T>((resolve, reject) => {
    work.then(resolve, reject);
    callOff = after(ms, () => reject(late()));
  });
  return unlessCancelled(limited, signal).finally(callOff);
}

/** "30 seconds", "2 minutes": a limit as a reader takes it. */
export function inWords(ms: number): string {
  const minutes = ms / 60_000;
  return ms < 100_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(minutes)} minutes`;
}
