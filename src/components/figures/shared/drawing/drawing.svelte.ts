import type { FigureChoice } from '../../kit/live-figure.svelte.ts';
import { encodeMarks, marksIn, type Mark } from './marks.ts';
import { painted, type Sheet } from './rasterise.ts';

/** What is on the pad of a figure, and what was on it before. */
export class Drawing<State extends { drawn: string | null }, Ground extends keyof State> {
  readonly #figure: FigureChoice<State>;
  readonly #ground: Ground;
  readonly #sheetOn: (ground: State[Ground]) => Sheet;
  #before = $state.raw<readonly Pick<State, Ground | 'drawn'>[]>([]);
  // One by one: a choice of something else paints nothing anew.
  readonly #begunWith = $derived.by(() => this.#figure.choice[this.#ground]);
  readonly #drawn = $derived.by(() => this.#figure.choice.drawn);
  readonly #begun = $derived.by(() => this.#sheetOn(this.#begunWith));
  readonly marks = $derived(marksIn(this.#drawn));
  readonly sheet = $derived(painted(this.#begun, this.marks));

  /**
   * @param ground the choice that says what was there before the reader's own marks
   * @param sheetOn what that is
   */
  constructor(figure: FigureChoice<State>, ground: Ground, sheetOn: (ground: State[Ground]) => Sheet) {
    this.#figure = figure;
    this.#ground = ground;
    this.#sheetOn = sheetOn;
  }

  get canUndo(): boolean {
    return this.#before.length > 0 || this.marks.length > 0;
  }

  draw(mark: Mark): void {
    this.#set({ drawn: encodeMarks([...this.marks, mark]) } as Partial<State>);
  }

  /** Begins anew, on nothing or on what a choice says. */
  begin(next: Partial<State> = {}): void {
    this.#set({ ...next, drawn: null });
  }

  /** Takes back what was done last; of a drawing that came by a link, its last mark. */
  undo(): void {
    const last = this.#before[this.#before.length - 1];
    this.#before = this.#before.slice(0, -1);
    const fewer = this.marks.slice(0, -1);
    const drawn = fewer.length > 0 ? encodeMarks(fewer) : null;
    this.#figure.change((last ?? { drawn }) as Partial<State>);
  }

  #set(next: Partial<State>): void {
    const { choice } = this.#figure;
    const now = { [this.#ground]: choice[this.#ground], drawn: choice.drawn };
    this.#before = [...this.#before, now as Pick<State, Ground | 'drawn'>];
    this.#figure.change(next);
  }
}
