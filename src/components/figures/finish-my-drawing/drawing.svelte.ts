import type { FigureChoice } from '../kit/live-figure.svelte.ts';
import { encodeMarks, type Mark } from '../shared/drawing/marks.ts';
import { painted } from '../shared/drawing/rasterise.ts';
import { marksIn, sketchSheet, type DrawingState } from './state.ts';

type Drawn = Pick<DrawingState, 'sketch' | 'drawn'>;

/** What is on the pad, and what was on it before. */
export class Drawing {
  readonly #figure: FigureChoice<DrawingState>;
  #before = $state.raw<readonly Drawn[]>([]);
  // One by one: a choice of something else paints nothing anew.
  readonly #sketch = $derived.by(() => this.#figure.choice.sketch);
  readonly #drawn = $derived.by(() => this.#figure.choice.drawn);
  readonly #begun = $derived(sketchSheet(this.#sketch));
  readonly marks = $derived(marksIn(this.#drawn));
  readonly sheet = $derived(painted(this.#begun, this.marks));

  constructor(figure: FigureChoice<DrawingState>) {
    this.#figure = figure;
  }

  get canUndo(): boolean {
    return this.#before.length > 0 || this.marks.length > 0;
  }

  draw(mark: Mark): void {
    this.#set({ drawn: encodeMarks([...this.marks, mark]) });
  }

  /** Begins anew, with a sketch or with nothing. */
  begin(next: Partial<DrawingState>): void {
    this.#set({ ...next, drawn: null });
  }

  /** Takes back what was done last; of a drawing that came by a link, its last mark. */
  undo(): void {
    const last = this.#before.at(-1);
    this.#before = this.#before.slice(0, -1);
    const fewer = this.marks.slice(0, -1);
    this.#figure.change(last ?? { drawn: fewer.length > 0 ? encodeMarks(fewer) : null });
  }

  #set(next: Partial<DrawingState>): void {
    const { sketch, drawn } = this.#figure.choice;
    this.#before = [...this.#before, { sketch, drawn }];
    this.#figure.change(next);
  }
}
