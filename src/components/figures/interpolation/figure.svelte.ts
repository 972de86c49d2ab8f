import type { InterpolationFrame } from '../../../lib/experiments/interpolation.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import type { RunOptions } from '../kit/live-figure.svelte.ts';
import { loadPicture } from '../shared/picture-input/load.ts';
import { PictureFigure } from '../shared/site-pictures/picture-figure.svelte.ts';
import { chosenSquare } from '../shared/site-pictures/pictures.ts';
import { runWith } from '../shared/networks/run-with.ts';
import { drawingAddress, isDrawn } from './pictures.ts';
import { configOf, kinds, model, type InterpolationState } from './state.ts';

export type End = 'from' | 'to';

/** Milliseconds that a replay rests on each picture of a way of eight. */
const rest = 160;

/** The figure without its looks. */
export class InterpolationFigure extends PictureFigure<InterpolationState, InterpolationFrame, End> {
  constructor() {
    super(model, (choice, options) => this.#frames(choice, options), { replayPause: rest });
  }

  async *#frames(
    choice: InterpolationState,
    options: RunOptions,
  ): AsyncGenerator<InterpolationFrame, void, void> {
    const { signal } = options;
    const ends = await Promise.all([
      this.#picture(choice, 'from', signal),
      this.#picture(choice, 'to', signal),
    ]);
    yield* runWith(choice.nets, 'interpolation', configOf(choice, ends), options);
  }

  #picture(choice: InterpolationState, end: End, signal: AbortSignal): Promise<Picture> {
    const name = choice[end];
    const { side } = kinds[choice.at];
    if (!isDrawn(name)) return chosenSquare(name, this.own.in(end), side, signal);
    return loadPicture(
      `${import.meta.env.BASE_URL}${drawingAddress(name)}`,
      { width: side, height: side },
      signal,
    );
  }
}
