import { limits } from '../../../lib/engine/limits.ts';
import { WatchedWorker } from '../../../lib/engine/watched-worker.ts';
import type { Order, Report } from './orders.ts';
import { optionsOf, shownSize, type PaintState } from './state.ts';

/** Side of the quick picture that comes first. */
const draftSize = 200;

export type Phase = 'idle' | 'painting' | 'done' | 'failed';

/** The page's side of the painter, who works in a thread of his own so that the page never waits. */
export class PaintStudio {
  phase = $state<Phase>('idle');
  /** How much of the picture is done, in [0, 1]. */
  done = $state(0);
  /** What is on show; undefined before the first order. */
  picture = $state.raw<ImageData>();
  /** Seconds that the picture on show took, from the order on. */
  seconds = $state(0);
  error = $state('');

  #painter: WatchedWorker | undefined;
  #orders = 0;
  #began = 0;
  #finished = () => {};
  #answer: (report: Report) => void = () => undefined;
  #fail: (message: string) => void = () => undefined;

  /** Paints what the state says and shows it: a quick one first, or, `watched`, every stroke. */
  show(state: PaintState, watched = false): void {
    this.#order(state, watched ? [shownSize] : [draftSize, shownSize], watched, (picture) => {
      if (picture) this.picture = picture;
    });
  }

  /**
   * Paints a picture of this size, without showing it.
   * @throws when another order comes in before it is done, or the painter fails
   */
  paint(state: PaintState, size: number): Promise<ImageData> {
    return new Promise((resolve, reject) => {
      this.#order(
        state,
        [size],
        false,
        (picture) => picture && resolve(picture),
        (message) => reject(new Error(message)),
      );
    });
  }

  close(): void {
    this.#painter?.end();
    this.#painter = undefined;
  }

  #order(
    state: PaintState,
    sizes: number[],
    watched: boolean,
    see: (picture: ImageData | undefined) => void,
    fail: (message: string) => void = () => undefined,
  ): void {
    this.#fail('Something else was painted instead.');
    this.#fail = fail;
    const painter = (this.#painter ??= this.#hire());
    const { size: _, ...options } = optionsOf(state, shownSize);
    const order: Order = { id: ++this.#orders, hand: state.hand, options, sizes, watched };
    [this.phase, this.done, this.error] = ['painting', 0, ''];
    this.#began = performance.now();
    // Nobody waits for the order before any more.
    this.#finished();
    this.#watch(painter, new Promise<void>((resolve) => (this.#finished = resolve)));
    this.#answer = ({ id, done, picture }) => {
      if (id !== order.id) return;
      this.done = done;
      if (done === 1) {
        this.phase = 'done';
        this.seconds = (performance.now() - this.#began) / 1000;
        this.#fail = () => undefined;
        this.#finished();
      }
      see(picture && new ImageData(picture.rgba, picture.size, picture.size));
    };
    painter.worker.postMessage(order);
  }

  #hire(): WatchedWorker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Report>) => this.#answer(data));
    return new WatchedWorker(worker, {
      who: "The painter's thread",
      silence: limits.painting,
      advice: 'Choose anything to begin again.',
    });
  }

  /** Says so when the painter ends, or is silent for too long, before the order is done. */
  #watch(painter: WatchedWorker, order: Promise<void>): void {
    painter.answer(order).catch(({ message }: Error) => {
      if (painter !== this.#painter) return;
      this.close();
      this.phase = 'failed';
      this.error = message;
      this.#fail(message);
    });
  }
}
