import { announce } from '../shell/announce.ts';
import { onFigureOpen } from '../shell/open.ts';
import { figureParams } from '../shell/permalink.ts';
import { FigureRun, type Source } from '../shell/run.svelte.ts';
import type { Stepped } from '../shell/stepped.ts';
import type { FigureModel } from './model.ts';

export type RunOptions = Parameters<Source<Stepped>['frames']>[0];

/** What a reader has chosen, as it changes. Enough for a figure that computes nothing. */
export class FigureChoice<State extends object> {
  readonly model: FigureModel<State>;
  /** Frozen: every change is another object. */
  choice: State = $state.raw()!;
  /** How often an address has been taken over: what opens by itself looks again at each. */
  opened = $state(0);
  /** What the last of them asked for. */
  #asked: State;

  constructor(model: FigureModel<State>) {
    this.model = model;
    this.choice = { ...model.defaults };
    this.#asked = this.choice;
  }

  /** Changes some of the choices. @returns whether something else is to be computed now */
  change(next: Partial<State>): boolean {
    const { model, choice } = this;
    this.choice = model.sane({ ...choice, ...next });
    return !model.sameRun(this.choice, choice);
  }

  /** Takes over the state of an address. */
  open(params: URLSearchParams): void {
    this.choice = this.model.decode(params);
    this.#asked = this.choice;
    this.opened += 1;
  }

  link(): URLSearchParams {
    return this.model.encode(this.choice);
  }

  /** Whether the address taken over last has set any of these choices to another than the usual value. */
  openedAs(keys: readonly (keyof State)[]): boolean {
    return this.model.differs(this.#asked, keys);
  }

  /** What was done to the figure, for those who did it from elsewhere and do not see it. */
  #told(name: string, run: boolean): string {
    const called = document.getElementById(name)?.querySelector('.figure-number')?.textContent?.trim();
    const short = (text: string) => (text.length > 40 ? 'set' : text);
    const choices = [...this.link()].map(([key, text]) => `${key} ${short(text)}`);
    const shows = choices.length > 0 ? choices.join(', ') : 'what it showed at first';
    return `${called || 'The figure'} now shows ${shows}${run ? ', and runs' : ''}.`;
  }

  /** Starts what there is to start. */
  start(): void {}

  /**
   * Takes over what the page's address says of the figure, and from then on what a link or another figure asks for.
   * For `onMount`. @returns a function that ends it
   */
  live(name: string): () => void {
    this.open(figureParams(name, location));
    return onFigureOpen(name, (params, run) => {
      this.open(params);
      if (run) this.start();
      announce(this.#told(name, run));
    });
  }
}

/** A figure without its looks: what the reader has chosen, and what was computed of it. */
export class LiveFigure<State extends object, Frame extends Stepped> extends FigureChoice<State> {
  readonly run: FigureRun<Frame>;

  /**
   * @param frames computes what is chosen, from its first frame
   * @param replayPause milliseconds that a replay rests on each frame
   */
  constructor(
    model: FigureModel<State>,
    frames: (choice: State, options: RunOptions) => AsyncGenerator<Frame, void, void>,
    options: { replayPause?: number } = {},
  ) {
    super(model);
    this.run = new FigureRun({ frames: (runOptions) => frames(this.choice, runOptions) }, options);
  }

  /** Whether what is chosen is what the poster shows. */
  get isUsual(): boolean {
    return this.model.sameRun(this.choice, this.model.defaults);
  }

  /** What was computed goes when the new choice would compute something else. */
  override change(next: Partial<State>): boolean {
    const another = super.change(next);
    if (another) this.run.reset();
    return another;
  }

  /** `frame`, where there is one, is computed up to once the reader presses Run. */
  override open(params: URLSearchParams): void {
    this.run.reset();
    super.open(params);
    const { frame } = this.model;
    const wanted = frame === undefined ? 0 : (this.choice[frame] as number);
    this.run.stopAt(wanted > 0 ? wanted : undefined);
  }

  override link(): URLSearchParams {
    const { frame, encode } = this.model;
    const shown = this.run.frame;
    if (frame === undefined || !shown) return super.link();
    // The end of a run needs no number: whoever opens the link comes there anyway.
    return encode({ ...this.choice, [frame]: shown.step < shown.of ? shown.step : 0 });
  }

  override start(): void {
    this.run.run();
  }

  /** A figure that leaves the page takes its run with it. */
  override live(name: string): () => void {
    const stop = super.live(name);
    return () => {
      stop();
      this.run.reset();
    };
  }
}
