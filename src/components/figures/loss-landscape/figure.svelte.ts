import { untrack } from 'svelte';
import type { RunOptions } from '../kit/live-figure.svelte.ts';
import { digitPixels, loadDigits } from '../shared/digits/digits.ts';
import { runWith } from '../shared/networks/run-with.ts';
import { PictureFigure } from '../shared/site-pictures/picture-figure.svelte.ts';
import { chosenSquare } from '../shared/site-pictures/pictures.ts';
import { FigureRun } from '../shell/run.svelte.ts';
import type { Camera } from './camera.ts';
import type { LossGrid } from './grid.ts';
import { scaleOf, type Scale } from './scale.ts';
import { kinds, model, netNames, steps, type LandscapeState } from './state.ts';
import { surfaces, survey, type Frames, type Survey, type SurfaceFrame } from './survey.ts';
import { readingOf, type LandscapePoster, type Reading } from './view.ts';

/** How long a replay rests on each step of the attack. */
const replayPause = 120;

const empty: readonly (LossGrid | undefined)[] = [undefined, undefined];

/**
 * The figure without its looks. Its run is the attack, which the scrubber goes through; the surfaces are read in a run
 * of their own, so that they can grow finer while the attack is played on them.
 */
export class LandscapeFigure extends PictureFigure<LandscapeState, { step: number; of: number }, 'picture'> {
  /** The finest whole surfaces so far, by network. */
  grids = $state.raw(empty);
  readonly surface = new FigureRun<SurfaceFrame>({ frames: (options) => this.#surfaces(options) });
  readonly poster: LandscapePoster;
  /** What the networks look at, and where the attack on each ends. */
  #surveyed = $state.raw<{ image: Float32Array; surveys: readonly Survey[]; choice: LandscapeState }>();

  /** Whether what is on show is the picture that came with the page. */
  readonly postered = $derived(this.run.count === 0 && this.isUsual);
  readonly surveys = $derived(this.#surveyed?.surveys);
  /** The step of the attack on show. */
  readonly shown = $derived(this.postered ? steps : this.run.shown);
  readonly whole = $derived(this.grids.every((grid) => grid !== undefined));
  readonly scale: Scale = $derived.by(() => {
    if (this.postered) return this.poster.scale;
    return scaleOf(this.whole ? (this.grids as LossGrid[]) : []);
  });
  readonly readings: readonly (Reading | undefined)[] = $derived.by(() => {
    if (this.postered) return this.poster.nets;
    return netNames.map((_, net) => {
      const [own, grid] = [this.surveys?.[net], this.grids[net]];
      return own && grid && this.run.count > 0 ? readingOf(own, grid, this.shown) : undefined;
    });
  });

  constructor(poster: LandscapePoster) {
    super(model, (choice, options) => this.#frames(choice, options), { replayPause });
    this.poster = poster;
    $effect(() => this.#follow());
  }

  /** The surfaces are read once the attack is through, or rests; what was read goes with it. */
  #follow(): void {
    const { phase, count } = this.run;
    const surveyed = this.#surveyed !== undefined;
    untrack(() => {
      if (phase === 'idle') this.#forget();
      else if (
        surveyed &&
        count > 0 &&
        (phase === 'done' || phase === 'paused') &&
        this.surface.phase === 'idle'
      )
        this.surface.run();
    });
  }

  async *#frames(choice: LandscapeState, options: RunOptions) {
    const image = await this.#image(choice, options.signal);
    const surveys = await survey(engine(choice, options), choice, image);
    options.signal.throwIfAborted();
    this.#surveyed = { image, surveys, choice };
    for (let step = 0; step <= steps; step++) yield { step, of: steps };
  }

  async #image(choice: LandscapeState, signal: AbortSignal): Promise<Float32Array> {
    const { shape } = kinds[choice.of];
    if (!shape) return digitPixels(await loadDigits(signal), choice.digit, choice.pick);
    return (await chosenSquare(choice.picture, this.own.in('picture'), shape.width, signal)).pixels;
  }

  async *#surfaces(options: RunOptions): AsyncGenerator<SurfaceFrame, void, void> {
    const { image, surveys, choice } = this.#surveyed!;
    for await (const chunk of surfaces(engine(choice, options), choice, image, surveys)) {
      if (chunk.grids.some((grid) => grid !== undefined))
        this.grids = this.grids.map((grid, net) => chunk.grids[net] ?? grid);
      yield { ...chunk, grids: [] };
    }
  }

  turn(camera: Camera): void {
    this.change(camera);
  }

  #forget(): void {
    this.surface.reset();
    this.#surveyed = undefined;
    this.grids = empty;
  }

  /** Stops all that is under way. */
  close(): void {
    this.run.reset();
    this.#forget();
  }
}

const engine =
  ({ nets }: LandscapeState, options: RunOptions): Frames =>
  (name, config) =>
    runWith(nets, name, config, options);
