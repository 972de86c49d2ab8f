import type { ActivationMaximisationFrame } from '../../../lib/experiments/activation-maximisation.ts';
import { getEngine } from '../../../lib/get-engine.ts';
import { LiveFigure, type RunOptions } from '../kit/live-figure.svelte.ts';
import type { OwnPicture } from '../shared/picture-input/read.ts';
import { OwnPictures } from '../shared/site-pictures/own-pictures.svelte.ts';
import { own } from '../shared/site-pictures/own.ts';
import { chosenSquare } from '../shared/site-pictures/pictures.ts';
import { configOf } from './config.ts';
import { kinds } from './kinds.ts';
import { model, type FeaturesState } from './state.ts';

/** The figure without its looks. */
export class FeaturesFigure extends LiveFigure<FeaturesState, ActivationMaximisationFrame> {
  readonly own = new OwnPictures<'start'>();

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
    yield* getEngine().run('activationMaximisation', configOf(choice, start), options);
  }

  /** Whoever picks a unit wants to see it drawn. */
  draw(unit: number): void {
    this.run.reset();
    this.change({ unit, frame: 0 });
    this.start();
  }

  takeOwn(picture: OwnPicture): void {
    this.own.take('start', picture);
    // Another of the reader's pictures has the same name.
    this.run.reset();
    this.change({ start: own });
  }
}
