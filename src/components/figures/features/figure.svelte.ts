import type { ActivationMaximisationFrame } from '../../../lib/experiments/activation-maximisation.ts';
import type { RunOptions } from '../kit/live-figure.svelte.ts';
import { PictureFigure } from '../shared/site-pictures/picture-figure.svelte.ts';
import { chosenSquare } from '../shared/site-pictures/pictures.ts';
import { runWith } from '../shared/networks/run-with.ts';
import { configOf } from './config.ts';
import { kinds } from './kinds.ts';
import { model, type FeaturesState } from './state.ts';

/** The figure without its looks. */
export class FeaturesFigure extends PictureFigure<FeaturesState, ActivationMaximisationFrame, 'start'> {
  constructor() {
    super(model, (choice, options) => this.#frames(choice, options));
  }

  async *#frames(
    choice: FeaturesState,
    options: RunOptions,
  ): AsyncGenerator<ActivationMaximisationFrame, void, void> {
    const { side } = kinds[choice.of];
    const start =
      choice.start === 'noise'
        ? 'noise'
        : await chosenSquare(choice.start, this.own.in('start'), side, options.signal);
    yield* runWith(choice.nets, 'activationMaximisation', configOf(choice, start), options);
  }

  /** Whoever picks a unit wants to see it drawn. */
  draw(unit: number): void {
    this.run.reset();
    this.change({ unit, frame: 0 });
    this.start();
  }
}
