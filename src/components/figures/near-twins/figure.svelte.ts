import type { InversionFrame } from '../../../lib/experiments/inversion.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import type { RunOptions } from '../kit/live-figure.svelte.ts';
import { PictureFigure } from '../shared/site-pictures/picture-figure.svelte.ts';
import { chosenSquare } from '../shared/site-pictures/pictures.ts';
import { changeOf } from '../shared/pictures/change.ts';
import { runWith } from '../shared/networks/run-with.ts';
import { configOf, model, pairs, type TwinsState } from './state.ts';
import type { PosterView, TwinsPoster, TwinView } from './view.ts';

export type Place = 'from' | 'towards';

/** The figure without its looks. */
export class NearTwinsFigure extends PictureFigure<TwinsState, InversionFrame, Place> {
  /** What the run on show was begun with, as the networks see it. */
  #pair = $state.raw<Record<Place, Picture>>();
  readonly #posterOfUsual: TwinsPoster;

  /** By network, what is on show of it at the chosen radius. */
  readonly views = $derived([this.#view(0), this.#view(1)] as const);

  constructor(poster: TwinsPoster) {
    super(model, (choice, options) => this.#frames(choice, options));
    this.#posterOfUsual = poster;
  }

  /** The poster of what is chosen, where there is one. */
  get #poster() {
    return this.isUsual ? this.#posterOfUsual : undefined;
  }

  /** Of the radii, the one on show. */
  get radius(): number {
    return pairs[this.choice.at].radii.indexOf(this.choice.eps);
  }

  #view(net: 0 | 1): TwinView | undefined {
    const frame = this.run.frame;
    const poster = this.#poster?.nets[net]![this.radius];
    if (!frame) return poster && posterView(poster);
    const { image, distance, moved } = frame.views[net]![this.radius]!;
    const start = this.run.frameAt(0)!.views[net]![this.radius]!;
    return {
      rgba: image,
      change: { rgba: changeOf(image, start.image) },
      ...{ distance, moved, before: start.distance },
    };
  }

  /** What the pair chosen has come to at each radius, by network; with radius 0, where it began. */
  readonly points = $derived.by(() => {
    const radii = pairs[this.choice.at].radii;
    return ([0, 1] as const).map((net): [number, number][] => {
      const { frame } = this.run;
      const ends = frame
        ? frame.views[net]!.map(({ distance }) => distance)
        : this.#poster?.nets[net]!.map(({ distance }) => distance);
      const before = this.views[net]?.before;
      if (!ends || before === undefined) return [];
      return [[0, before], ...ends.map((distance, i): [number, number] => [radii[i]!, distance])];
    });
  });

  /** One of the pair: as the networks see it once there is a run, else the poster's. */
  picture(place: Place): { rgba?: Uint8ClampedArray<ArrayBuffer>; src?: string } {
    if (this.run.count > 0 && this.#pair) return { rgba: rgbaOf(this.#pair[place]) };
    const src = this.#poster?.[place];
    return src === undefined ? {} : { src };
  }

  async *#frames(choice: TwinsState, options: RunOptions): AsyncGenerator<InversionFrame, void, void> {
    const load = (place: Place) => chosenSquare(choice[place], this.own.in(place), choice.at, options.signal);
    const [from, towards] = await Promise.all([load('from'), load('towards')]);
    options.signal.throwIfAborted();
    this.#pair = { from, towards };
    yield* runWith(choice.nets, 'inversion', configOf(choice, from, towards), options);
  }
}

const posterView = ({ src, change, distance, moved, before }: PosterView): TwinView => ({
  ...{ src, change: { src: change }, distance, moved, before },
});
