import type { StyleTransferFrame } from '../../../lib/experiments/style-transfer.ts';
import { getEngine } from '../../../lib/get-engine.ts';
import type { OwnPicture } from '../shared/picture-input/read.ts';
import { LiveFigure, type RunOptions } from '../kit/live-figure.svelte.ts';
import { configOf, type Ingredients } from './config.ts';
import { stepsOf } from './run-sizes.ts';
import { Film, type FilmPicture } from '../shared/pictures/film.ts';
import { Guests } from './guests.svelte.ts';
import { downloadOf, modelsOf, type Side } from './side.ts';
import { own } from '../shared/site-pictures/own.ts';
import type { Part } from '../shared/site-pictures/catalogue.ts';
import { OwnPictures } from '../shared/site-pictures/own-pictures.svelte.ts';
import { chosenPicture } from '../shared/site-pictures/pictures.ts';
import { pair, type PairFrame } from './pair.ts';
import { results } from './known-results.ts';
import { beginningOf, presetOf, type PresetSide } from './presets.ts';
import { computedFor, type Computed } from './results.ts';
import { timed, type Paces } from './speed.ts';
import { modelOf, type Known, type StyleTransferState } from './state.ts';

/** What a frame says of one side besides its picture. */
export type Reading = Omit<StyleTransferFrame, 'image'>;

/** What is on show on one side: a picture of the run, one that was computed in advance, or none yet. */
export interface Shown {
  picture: FilmPicture | undefined;
  computed: Computed | undefined;
  reading: Reading | undefined;
}

/** The figure without its looks: what the reader has chosen, what has been computed, and what is to be drawn. */
export class StyleTransferFigure extends LiveFigure<StyleTransferState, PairFrame<Reading>> {
  readonly known: Known;
  /** The reader's own pictures. */
  readonly own = new OwnPictures<Part>();
  paces = $state.raw<Paces>({});
  /** Whether there is a last result to go on from. */
  hasLast = $state(false);

  readonly left = $derived(this.choice.left);
  readonly right = $derived(this.choice.right);
  readonly shown = $derived([this.#shown(0, this.left), this.#shown(1, this.right)] as const);
  /** The bytes that both sides' networks take. */
  readonly downloadBytes = $derived.by(() => downloadOf([this.left, this.right], this.known.nets));

  readonly #films = [new Film(), new Film()] as const;
  #last: readonly (FilmPicture | undefined)[] = [];

  /** Networks that are none of the article's. */
  readonly guests: Guests;

  constructor(given: Known) {
    // Networks that the reader brings join those of the article.
    const nets = $state({ ...given.nets });
    const known = { ...given, nets };
    super(modelOf(known), (_, options) => this.#frames(options));
    this.known = known;
    this.guests = new Guests(this, Object.keys(given.nets));
  }

  override open(params: URLSearchParams): void {
    super.open(params);
    this.guests.welcome(params, () => super.open(params));
  }

  #shown(side: 0 | 1, of: Side): Shown {
    const { count, frame, shown } = this.run;
    if (count === 0) {
      const computed = computedFor(this.choice, of, results, this.known);
      return { picture: undefined, computed, reading: undefined };
    }
    return { picture: this.#films[side].at(shown), computed: undefined, reading: frame?.sides[side] };
  }

  async *#frames(options: RunOptions): AsyncGenerator<PairFrame<Reading>, void, void> {
    const { own, choice } = this;
    const films = this.#films;
    // A restart after a failure goes over the same frames, whose pictures stay on show.
    if (this.run.count === 0) {
      this.#last = films.map((film) => film.at(Infinity));
      for (const film of films) film.clear();
    }
    const [content, style] = await Promise.all([
      chosenPicture('content', choice.content, own.in('content'), choice.size, options.signal),
      chosenPicture('style', choice.style, own.in('style'), choice.size, options.signal),
    ]);
    options.signal.throwIfAborted();
    const sides = [choice.left, choice.right] as const;
    await this.guests.lend(sides.flatMap(modelsOf));
    const runs = sides.map((side, i) => {
      const config = configOf(
        choice,
        side,
        { content, style, last: pictureOf(this.#last[i]) },
        this.known.nets,
      );
      const frames = getEngine().run('styleTransfer', config, options);
      return timed(frames, (pace) => (this.paces = { ...this.paces, [side.model]: pace }));
    }) as [AsyncGenerator<StyleTransferFrame, void, void>, AsyncGenerator<StyleTransferFrame, void, void>];
    const lengths = [stepsOf(choice, sides[0]), stepsOf(choice, sides[1])] as const;
    for await (const { step, of, moved, sides } of pair(runs, lengths, choice.order)) {
      films.forEach((film, i) => moved[i] && film.add(step, sides[i]!));
      this.hasLast = true;
      yield { step, of, moved, sides: [readingOf(sides[0]), readingOf(sides[1])] };
    }
  }

  override change(next: Partial<StyleTransferState>): boolean {
    if (next.left || next.right) this.guests.absent = [];
    return super.change(next);
  }

  changeSide(where: PresetSide, next: Partial<Side>): void {
    this.change({ [where]: { ...this.choice[where], ...next } });
  }

  choosePreset(name: string): void {
    const preset = presetOf(name, this.known.nets);
    const [left, right] = beginningOf(preset);
    this.change({ preset: preset.name, left: left.side, right: right.side });
  }

  takeOwn(part: Part, picture: OwnPicture): void {
    this.own.take(part, picture);
    this.run.reset();
    this.change({ [part]: own });
  }

  /** The picture on show on a side, if the reader's device computed it. */
  pictureOn(side: 0 | 1): FilmPicture | undefined {
    return this.run.count > 0 ? this.#films[side].at(this.run.shown) : undefined;
  }
}

function readingOf(frame: StyleTransferFrame | undefined): Reading | undefined {
  if (frame === undefined) return undefined;
  const { image: _, ...reading } = frame;
  return reading;
}

/** A drawn picture as an experiment takes it. */
function pictureOf(drawn: FilmPicture | undefined): Ingredients['last'] {
  if (drawn === undefined) return undefined;
  const { width, height, image } = drawn;
  const pixels = new Float32Array(width * height * 3);
  for (let i = 0, at = 0; i < pixels.length; at += 4) {
    for (let channel = 0; channel < 3; channel++) pixels[i++] = image[at + channel]! / 255;
  }
  return { width, height, pixels };
}
