import type { InversionConfig } from '../../../lib/experiments/inversion-checks.ts';
import type { InversionFrame } from '../../../lib/experiments/inversion.ts';
import { patternPicture } from '../../../lib/pictures/patterns.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import type { RunOptions } from '../kit/live-figure.svelte.ts';
import { PictureFigure } from '../shared/site-pictures/picture-figure.svelte.ts';
import { chosenSquare } from '../shared/site-pictures/pictures.ts';
import { runWith } from '../shared/networks/run-with.ts';
import {
  configOf,
  drawing,
  drawnPicture,
  isPattern,
  model,
  patternSeed,
  sideOf,
  startsOf,
  type InversionState,
} from './state.ts';
import type { InversionPoster, InversionShown } from './view.ts';

export type Place = 'target' | 'start';

/** The figure without its looks. */
export class InversionFigure extends PictureFigure<InversionState, InversionFrame, Place> {
  /** What the run on show looks for, as the networks see it. */
  #target = $state.raw<Picture>();
  readonly #usual: InversionPoster;

  constructor(poster: InversionPoster) {
    super(model, (choice, options) => this.#frames(choice, options));
    this.#usual = poster;
  }

  /** What is on show, by network and start. */
  readonly views = $derived.by((): InversionShown[][] => {
    const { frame } = this.run;
    if (!frame) return this.isUsual ? this.#usual.views : [];
    return frame.views.map((row) =>
      row.map(({ image, distance, moved }) => ({
        rgba: image,
        ...{ distance, moved },
      })),
    );
  });

  // A choice of something else reads nothing anew.
  readonly #drawn = $derived.by(() => this.choice.drawn);
  readonly #layer = $derived.by(() => this.choice.layer);
  readonly #drawing = $derived.by(() => drawnPicture({ drawn: this.#drawn, layer: this.#layer }));

  override link(): URLSearchParams {
    const link = super.link();
    if (this.choice.target !== drawing) link.delete('drawn');
    return link;
  }

  /** What is looked for, as the networks see it: once there is a run, where the poster has it, or of a drawing. */
  get target(): { rgba?: Uint8ClampedArray<ArrayBuffer>; src?: string } | undefined {
    if (this.run.count > 0 && this.#target) return { rgba: rgbaOf(this.#target) };
    if (this.choice.target === drawing) return { rgba: rgbaOf(this.#drawing) };
    return this.isUsual ? { src: this.#usual.target } : undefined;
  }

  /** A target that is made here. */
  #made(choice: InversionState): Picture | undefined {
    const { target } = choice;
    if (target === drawing) return drawnPicture(choice);
    return isPattern(target) ? patternPicture(target, sideOf(choice), patternSeed) : undefined;
  }

  async *#frames(choice: InversionState, options: RunOptions): AsyncGenerator<InversionFrame, void, void> {
    const load = (name: string, place: Place) =>
      chosenSquare(name, this.own.in(place), sideOf(choice), options.signal);
    const [target, ...starts] = await Promise.all([
      this.#made(choice) ?? load(choice.target, 'target'),
      ...startsOf(choice).map((name) => (name === 'noise' ? name : load(name, 'start'))),
    ] as [Picture, ...InversionConfig['starts']]);
    options.signal.throwIfAborted();
    this.#target = target;
    yield* runWith(choice.nets, 'inversion', configOf(choice, target, starts), options);
  }
}
