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

  #worker: Worker | undefined;
  #orders = 0;
  #began = 0;
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
    this.#worker?.terminate();
    this.#worker = undefined;
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
    this.#worker ??= this.#hire();
    const { size: _, ...options } = optionsOf(state, shownSize);
    const order: Order = { id: ++this.#orders, hand: state.hand, options, sizes, watched };
    [this.phase, this.done, this.error] = ['painting', 0, ''];
    this.#began = performance.now();
    this.#answer = ({ id, done, picture }) => {
      if (id !== order.id) return;
      this.done = done;
      if (done === 1) {
        this.phase = 'done';
        this.seconds = (performance.now() - this.#began) / 1000;
        this.#fail = () => undefined;
      }
      see(picture && new ImageData(picture.rgba, picture.size, picture.size));
    };
    this.#worker.postMessage(order);
  }

  #hire(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Report>) => this.#answer(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.close();
      this.phase = 'failed';
      this.error = `The painting could not be finished: ${event.message || 'its thread could not be started'}.`;
      this.#fail(this.error);
    });
    return worker;
  }
}
