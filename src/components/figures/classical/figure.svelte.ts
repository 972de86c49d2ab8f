import { paint } from '../../../lib/classical/client.ts';
import type { MethodName } from '../../../lib/classical/methods.ts';
import type { PaintedFrame } from '../../../lib/classical/worker.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import type { OwnPicture } from '../shared/picture-input/read.ts';
import { LiveFigure, type RunOptions } from '../kit/live-figure.svelte.ts';
import type { Stepped } from '../shell/stepped.ts';
import { Film, type FilmPicture } from '../shared/pictures/film.ts';
import type { Part } from '../shared/site-pictures/catalogue.ts';
import { OwnPictures } from '../shared/site-pictures/own-pictures.svelte.ts';
import { chosenPicture } from '../shared/site-pictures/pictures.ts';
import { own } from '../shared/site-pictures/own.ts';
import { configOf, keyOf, paintingSize, parts, type Pair } from './config.ts';
import { methodViews, modelOf, type ClassicalState, type Known } from './state.ts';

/** What a painter has on show: what the reader's device painted, or the poster's file, or nothing yet. */
export interface Shown {
  picture: FilmPicture | undefined;
  src: string | undefined;
}

const names = methodViews.map(({ name }) => name);

/** Bytes of pictures that one painter's film may keep. */
const filmBudget = 24 * 2 ** 20;

/** The figure without its looks: what the reader has chosen, and what the painters have come to. */
export class ClassicalFigure extends LiveFigure<ClassicalState, Stepped> {
  /** The reader's own pictures. */
  readonly own = new OwnPictures<Part>();

  readonly #posters: Readonly<Record<string, string>>;
  readonly #films = Object.fromEntries(names.map((name) => [name, new Film(filmBudget)])) as Record<
    MethodName,
    Film
  >;
  /** The last finished painting of each painter, and of what: a slider of one does not trouble the others. */
  readonly #finished: Partial<Record<MethodName, { key: string; picture: PaintedFrame }>> = {};

  /** @param posters files of the paintings of the default state, by painter */
  constructor(known: Known, posters: Readonly<Record<string, string>>) {
    super(modelOf(known), (choice, options) => this.#frames(choice, options));
    this.#posters = posters;
  }

  shown(name: MethodName): Shown {
    const { count, shown } = this.run;
    const usual = keyOf(name, this.choice) === keyOf(name, this.model.defaults);
    if (count > 0) return { picture: this.#films[name].at(shown), src: undefined };
    const finished = this.#finished[name];
    if (finished?.key === this.#keyOf(name, this.choice))
      return { picture: finished.picture, src: undefined };
    return { picture: undefined, src: usual ? this.#posters[name] : undefined };
  }

  async *#frames(
    choice: ClassicalState,
    { signal, onStatus }: RunOptions,
  ): AsyncGenerator<Stepped, void, void> {
    const pair = await this.#pair(choice, signal);
    signal.throwIfAborted();
    onStatus({ phase: 'running' });
    for (const name of names) this.#films[name].clear();
    // Also when one painter fails the others stop, in the middle of a part if need be.
    const stopped = new AbortController();
    const stop = () => stopped.abort(signal.reason);
    signal.addEventListener('abort', stop);
    const paintings = names.map((name) => ({
      name,
      key: this.#keyOf(name, choice),
      frames: this.#painting(name, choice, pair, stopped.signal),
    }));
    try {
      for (let step = 0; step <= parts; step++) {
        // Each in its own worker: they paint at the same time.
        const results = await Promise.all(paintings.map(({ frames }) => frames.next()));
        signal.throwIfAborted();
        results.forEach(({ value: picture }, i) => {
          const { name, key } = paintings[i]!;
          if (!picture) return;
          this.#films[name].add(step, picture);
          if (picture.step === picture.of) this.#finished[name] = { key, picture };
        });
        yield { step, of: parts };
      }
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
      await Promise.allSettled(paintings.map(({ frames }) => frames.return()));
    }
  }

  /** A painter's frames; only the last one, where it is painted already. */
  #painting(
    name: MethodName,
    choice: ClassicalState,
    pair: Pair,
    signal: AbortSignal,
  ): AsyncGenerator<PaintedFrame, void, void> {
    const finished = this.#finished[name];
    if (finished?.key !== this.#keyOf(name, choice)) return paint(name, configOf(name, choice, pair), signal);
    return (async function* () {
      yield finished.picture;
    })();
  }

  #keyOf(name: MethodName, choice: ClassicalState): string {
    return `${keyOf(name, choice)},${choice.content === own || choice.style === own ? this.own.taken : ''}`;
  }

  async #pair(choice: ClassicalState, signal: AbortSignal): Promise<Pair> {
    const picture = (part: Part): Promise<Picture> =>
      chosenPicture(part, choice[part], this.own.in(part), paintingSize, signal);
    const [content, style] = await Promise.all([picture('content'), picture('style')]);
    return { content, style };
  }

  /** Whoever moves a slider wants to see what it does: the painters begin again. */
  override change(next: Partial<ClassicalState>): boolean {
    const another = super.change(next);
    if (another) this.run.run();
    return another;
  }

  takeOwn(part: Part, picture: OwnPicture): void {
    this.own.take(part, picture);
    // Another of the reader's pictures has the same name.
    this.run.reset();
    super.change({ [part]: own });
    this.run.run();
  }
}
