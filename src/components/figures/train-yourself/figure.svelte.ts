import type { Checkpoint, TrainingFrame } from '../../../lib/experiments/training.ts';
import { getEngine } from '../../../lib/get-engine.ts';
import { LiveFigure, type RunOptions } from '../kit/live-figure.svelte.ts';
import { loadTenThousand } from '../shared/digits/ten-thousand.ts';
import { keepYours, type YourPair } from '../shared/networks/yours.svelte.ts';
import { configOf, epsOf, model, type TrainState } from './state.ts';
import { epsAt, turned } from './turns.ts';
import type { Shot } from './view.ts';

/** The figure without its looks: two networks that learn, an ε that can be turned meanwhile, what they have come to. */
export class TrainFigure extends LiveFigure<TrainState, Shot> {
  /** The weights at the newest frame. */
  latest = $state.raw<YourPair>();
  /** A pair from a file, with which the next run begins. */
  loaded = $state.raw<YourPair>();
  /** The newest frame that is known, and whether the next is being computed. */
  #at = { step: 0, busy: false };

  constructor() {
    super(model, (choice, options) => this.#frames(choice, options));
  }

  /** The ε under which they learn now. */
  get eps(): number {
    return epsAt(epsOf(this.choice), this.choice.turns, this.run.count);
  }

  /** Turns ε: from here on where they are learning, else for another run. */
  turnTo(eps: number): void {
    const { step, busy } = this.#at;
    if (this.isLearning) this.change({ turns: turned(this.choice.turns, step + Number(busy), eps) });
    else this.change({ eps, turns: [] });
  }

  get isLearning(): boolean {
    return this.run.phase === 'running' || this.run.phase === 'paused';
  }

  /** Weights from a file are of one width. */
  override change(next: Partial<TrainState>): boolean {
    if (next.width !== undefined && next.width !== this.loaded?.width) this.loaded = undefined;
    return super.change(next);
  }

  /** A link says nothing of a file. */
  override open(params: URLSearchParams): void {
    this.loaded = undefined;
    super.open(params);
  }

  /** A pair from a file stands where chance would. */
  begin(pair: YourPair): void {
    this.run.reset();
    this.change({ width: pair.width, turns: [] });
    this.loaded = pair;
    this.latest = pair;
    keepYours(pair);
  }

  /** Chance makes the first weights again. */
  forget(): void {
    this.run.reset();
    this.loaded = undefined;
  }

  /** One run for the reader; for the engine one for each ε, of which each goes on where the last one stood. */
  async *#frames(choice: TrainState, options: RunOptions): AsyncGenerator<Shot, void, void> {
    const digits = await loadTenThousand(options.signal);
    const eps = (step: number) => epsAt(epsOf(choice), this.choice.turns, step);
    let from = this.loaded && begun(this.loaded);
    let [seconds, goesOn] = [0, false];
    this.#at = { step: 0, busy: true };
    for (;;) {
      const now = eps((from?.step ?? 0) + 1);
      const config = configOf(choice, digits, now);
      const frames = getEngine().run('training', { ...config, ...(from && { from }) }, options);
      try {
        // What goes on begins with the frame that is known.
        let known = goesOn;
        goesOn = true;
        for (;;) {
          const before = performance.now();
          this.#at.busy = true;
          const { value, done } = await frames.next();
          this.#at.busy = false;
          if (done) return;
          seconds += (performance.now() - before) / 1000;
          from = value.checkpoint;
          if (known) known = false;
          else yield this.#keep(value, seconds);
          if (eps(from.step + 1) !== now && from.step < value.of) break;
        }
      } finally {
        await frames.return();
      }
    }
  }

  #keep({ checkpoint, ...frame }: TrainingFrame, seconds: number): Shot {
    this.#at.step = frame.step;
    this.latest = { width: this.choice.width, weights: checkpoint.nets.map(({ weights }) => weights) };
    keepYours(this.latest);
    return { ...frame, seconds };
  }
}

/** Where a run stands that begins with given weights. */
const begun = ({ weights }: YourPair): Checkpoint => ({
  step: 0,
  nets: weights.map((vector) => ({ weights: vector, memory: [], steps: 0 })),
});
