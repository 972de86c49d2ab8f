import { getEngine } from '../../../lib/get-engine.ts';
import { LiveFigure, type RunOptions } from '../kit/live-figure.svelte.ts';
import { Film, type FilmPicture } from '../shared/pictures/film.ts';
import { chosenSquare } from '../shared/site-pictures/pictures.ts';
import { cellAt, cells, sheetOf } from './cells.ts';
import { placeOf } from './course.ts';
import { ownStyleOf, type Effort, type PairEffort } from './data.ts';
import { inLockstep, type LockstepFrame } from './lockstep.ts';
import { configOf, networkNames, side, type NetworkName } from './protocol.ts';
import { groups, model, type EffortState } from './state.ts';

/** A step of some of the networks, without their pictures. */
interface Reading {
  step: number;
  of: number;
  /** The style loss of each network that runs, by its own account; 1 is a blank. */
  own: Readonly<Partial<Record<NetworkName, number>>>;
}

/** What is on show of a network: a picture of the run, or a cell of its sheet; neither stands for the photograph. */
export interface Shown {
  live: FilmPicture | undefined;
  sheet: string;
  cell: number;
}

/** The figure without its looks. */
export class EffortFigure extends LiveFigure<EffortState, Reading> {
  readonly #effort: Effort;
  #films: Partial<Record<NetworkName, Film>> = {};

  readonly pair: PairEffort = $derived.by(() => this.#effort.pairs[this.choice.pair]!);
  /** The networks that run. */
  readonly running: readonly NetworkName[] = $derived(groups[this.choice.run]);
  /** Where the reader stands, among the places of the charts. */
  readonly place = $derived.by(() => {
    const { frame } = this.run;
    if (frame) return placeOf(frame.step, this.choice.iterations);
    return this.choice.at === 0 ? 0 : cells[this.choice.at - 1]!;
  });

  constructor(effort: Effort) {
    super(model, (choice, options) => this.#frames(choice, options));
    this.#effort = effort;
  }

  shown(name: NetworkName): Shown {
    const { count, shown } = this.run;
    const live = count > 0 ? this.#films[name]?.at(shown) : undefined;
    return { live, sheet: sheetOf(this.choice.pair, name), cell: cellAt(this.place) };
  }

  /** What a run has found of a network's own loss: [place, loss], with a NaN where another size begins. */
  livePoints(name: NetworkName): [number, number][] {
    const { iterations } = this.choice;
    return this.run.frames.flatMap(({ step, own }) => {
      const value = own[name];
      if (value === undefined) return [];
      const place = placeOf(step, iterations);
      const begins = step > 1 && step % iterations === 1;
      const point: [number, number] = [place, value];
      return begins ? [[place, NaN] as [number, number], point] : [point];
    });
  }

  async *#frames(choice: EffortState, options: RunOptions): AsyncGenerator<Reading, void, void> {
    const { content, style } = this.#effort.pairs[choice.pair]!;
    const names = groups[choice.run];
    // A restart after a failure goes over the same frames, whose pictures stay on show.
    if (this.run.count === 0) this.#films = Object.fromEntries(names.map((name) => [name, new Film()]));
    const [photograph, painting] = await Promise.all(
      [content, style].map((name) => chosenSquare(name, undefined, side, options.signal)),
    );
    options.signal.throwIfAborted();
    const runs = names.map((name) =>
      getEngine().run('styleTransfer', configOf(name, photograph!, painting!, choice.iterations), options),
    );
    let index = 0;
    for await (const frame of inLockstep(runs)) {
      names.forEach((name, i) => this.#films[name]!.add(index, frame.runs[i]!));
      index++;
      yield readingOf(frame, names);
    }
  }

  /** The pictures of the run that are on show, by network. */
  pictures(): { name: NetworkName; picture: FilmPicture }[] {
    return networkNames.flatMap((name) => {
      const { live } = this.shown(name);
      return live ? [{ name, picture: live }] : [];
    });
  }
}

function readingOf({ step, of, runs }: LockstepFrame, names: readonly NetworkName[]): Reading {
  return { step, of, own: Object.fromEntries(names.map((name, i) => [name, ownStyleOf(runs[i]!)])) };
}
