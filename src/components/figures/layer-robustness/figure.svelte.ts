import type { LayerRobustnessFrame } from '../../../lib/experiments/layer-robustness.ts';
import { getEngine } from '../../../lib/get-engine.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import type { RunOptions } from '../kit/live-figure.svelte.ts';
import { changeOf } from '../shared/pictures/change.ts';
import { PictureFigure } from '../shared/site-pictures/picture-figure.svelte.ts';
import { chosenSquare } from '../shared/site-pictures/pictures.ts';
import { configOf, model, sideOf, type LayerRobustnessState } from './state.ts';
import { mapOf, scaleOf, type RobustnessPoster, type RobustnessView } from './view.ts';

export type Place = 'picture' | 'other';

/** The figure without its looks. */
export class LayerRobustnessFigure extends PictureFigure<LayerRobustnessState, LayerRobustnessFrame, Place> {
  /** What the run on show was begun with, as the network sees it. */
  #pair = $state.raw<Record<Place, Picture>>();
  readonly #posterOfUsual: RobustnessPoster;

  readonly view = $derived(this.#view());

  constructor(poster: RobustnessPoster) {
    super(model, (choice, options) => this.#frames(choice, options));
    this.#posterOfUsual = poster;
  }

  /** The poster of what is chosen, where there is one. */
  get #poster() {
    return this.isUsual ? this.#posterOfUsual : undefined;
  }

  #view(): RobustnessView | undefined {
    const { frame } = this.run;
    if (!frame) return this.#poster && posterView(this.#poster);
    const { image, change, moved, changed, apart } = frame;
    return {
      image: { rgba: image },
      perturbation: this.#pair ? { rgba: changeOf(image, rgbaOf(this.#pair.picture)) } : {},
      changed: { rgba: mapOf(changed, scaleOf(frame)) },
      apart: { rgba: mapOf(apart, scaleOf(frame)) },
      places: changed.width,
      ...{ change, moved, random: this.run.frameAt(0)!.change },
    };
  }

  /** One of the two pictures: as the network sees it once there is a run, else the poster's. */
  shown(place: Place): { rgba?: Uint8ClampedArray<ArrayBuffer>; src?: string } {
    if (this.run.count > 0 && this.#pair) return { rgba: rgbaOf(this.#pair[place]) };
    const src = this.#poster?.[place];
    return src === undefined ? {} : { src };
  }

  async *#frames(
    choice: LayerRobustnessState,
    options: RunOptions,
  ): AsyncGenerator<LayerRobustnessFrame, void, void> {
    const load = (place: Place) =>
      chosenSquare(choice[place], this.own.in(place), sideOf(choice), options.signal);
    const [picture, other] = await Promise.all([load('picture'), load('other')]);
    options.signal.throwIfAborted();
    this.#pair = { picture, other };
    yield* getEngine().run('layerRobustness', configOf(choice, picture, other), options);
  }
}

function posterView(poster: RobustnessPoster): RobustnessView {
  const { image, perturbation, changed, apart, ...numbers } = poster;
  return {
    ...numbers,
    image: { src: image },
    perturbation: { src: perturbation },
    changed: { src: changed },
    apart: { src: apart },
  };
}
