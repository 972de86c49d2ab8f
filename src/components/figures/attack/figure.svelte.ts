import { untrack } from 'svelte';
import type { AttackFrame } from '../../../lib/experiments/attack.ts';
import { getEngine } from '../../../lib/get-engine.ts';
import { LiveFigure, type RunOptions } from '../kit/live-figure.svelte.ts';
import { digitPixels, loadDigits } from '../shared/digits/digits.ts';
import { LiveReading } from '../shared/digits/live-reading.svelte.ts';
import { idsFor } from '../shared/networks/run-with.ts';
import { LiveMap } from './live-map.svelte.ts';
import { finest } from './regions.ts';
import { edgeAt, pictureAt, sliceOf, within, type Slice } from './slice.ts';
import {
  configOf,
  defaults,
  epsOf,
  judge,
  model,
  models,
  nets,
  type AttackState,
  type Point,
} from './state.ts';
import { netView, untouched, type AttackPoster, type MapView, type NetView } from './view.ts';

/** From the last change of a control until the attack runs anew, in milliseconds. */
const settle = 150;
/** How long a replay rests on each step: a step is two movements, and both are to be seen. */
const replayPause = 450;

const nowhere: readonly (Point | null)[] = [null, null];

/** The figure without its looks: what the reader has chosen, what has been computed, and what is to be drawn. */
export class AttackFigure extends LiveFigure<AttackState, AttackFrame> {
  /** Where the reader has dragged each net's picture to; null while it follows the attack. */
  dragged = $state.raw(nowhere);
  loadError = $state('');
  readonly maps = [new LiveMap(), new LiveMap()] as const;
  readonly points = [new LiveReading(), new LiveReading()] as const;
  /** The judge, on the picture that stands there when an attack rests. */
  readonly judged = [new LiveReading(), new LiveReading()] as const;

  readonly poster: AttackPoster;
  readonly #clean = new LiveReading();
  #digits = $state.raw<Uint8Array>();
  /** Every frame of the attack, once it has been computed to its end: only then is the slice settled. */
  #whole = $state.raw<readonly AttackFrame[]>();
  /** The frame last shown, once the slice is settled. */
  #followed: number | undefined;
  /** The step that an address asks for, until it has been shown. */
  #linkedStep: number | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** The networks of this run, by id. */
  #models: readonly string[] = models;

  readonly #digit = $derived(
    this.#digits ? digitPixels(this.#digits, this.choice.digit, this.choice.pick) : undefined,
  );
  readonly #slices = $derived.by((): (Slice | undefined)[] => {
    const frames = this.#whole ?? (this.run.count > 1 ? this.run.frames : undefined);
    const { norm } = this.choice;
    return nets.map((_, i) => (frames ? sliceOf(frames, i, norm, epsOf(this.choice)) : undefined));
  });
  /** Whether the picture that came with the page is still the right one. */
  readonly #postered = $derived(this.run.count === 0 && (this.isUsual || !this.#digit));

  readonly views = $derived.by((): NetView[] => {
    const digit = this.#digit;
    if (this.#postered || !digit) return this.poster.nets.map(({ view }) => view);
    if (this.run.count === 0) return nets.map(() => untouched(digit));
    const { frames, shown } = this.run;
    const known = { digit, frames, shown, path: this.#whole ?? frames, clean: this.#clean.values };
    return nets.map((_, i) =>
      netView(
        { ...known, slice: this.#slices[i], judged: this.judged[i]!.values?.[0] },
        i,
        this.choice,
        this.dragged[i]!,
        this.points[i]!.values,
      ),
    );
  });
  readonly drawn = $derived(
    nets.map((_, i): MapView | undefined => {
      return this.maps[i]!.view ?? (this.#postered ? this.poster.nets[i]!.map : undefined);
    }),
  );
  /** The step on show. */
  readonly shown = $derived(this.#postered ? defaults.steps : this.run.shown);
  /** The class under attack; until the digits are here, the poster's. */
  readonly label = $derived(this.#postered ? defaults.digit : this.choice.digit);
  /** Whether the pictures can be dragged. */
  readonly movable = $derived(this.run.count > 0 && this.#whole !== undefined);

  constructor(poster: AttackPoster) {
    const frames = (_: AttackState, options: RunOptions) => this.#frames(options);
    super(model, frames, { replayPause });
    this.poster = poster;
    $effect(() => this.#findEnd());
    $effect(() => this.#readSlices());
    $effect(() => this.#followScrubber());
    $effect(() => this.#askJudge());
  }

  async *#frames(options: RunOptions) {
    this.#digits ??= await loadDigits(options.signal);
    this.#models = await idsFor(this.choice.nets, models);
    yield* getEngine().run('attack', configOf(this.choice, this.#digit!, this.#models), options);
  }

  /** The slice goes through the attack's end: a reader who steps has it computed ahead, out of sight. */
  #findEnd(): (() => void) | undefined {
    const { phase, count, frames } = this.run;
    return untrack(() => {
      if (phase === 'idle' && this.#whole) this.#forget();
      else if (phase === 'done') this.#whole ??= frames;
      else if (phase === 'paused' && count > 0 && !this.#whole) {
        const abort = new AbortController();
        void this.#lookAhead(abort.signal);
        return () => abort.abort();
      }
      return undefined;
    });
  }

  async #lookAhead(signal: AbortSignal): Promise<void> {
    try {
      const ahead: AttackFrame[] = [];
      for await (const frame of this.#frames({ signal, onStatus: () => undefined })) ahead.push(frame);
      if (!signal.aborted) this.#whole = ahead;
    } catch {
      // The run that the reader sees will meet the same trouble, and say so.
    }
  }

  /** With the slices settled, their maps are read, and the pictures of linked points. */
  #readSlices(): void {
    const [origin, slices] = [this.#digit, this.#slices];
    if (!this.#whole || !origin) return;
    untrack(() => {
      for (const [i, slice] of slices.entries()) {
        const { u, v, centre, extent } = slice!;
        const config = { origin, u, v, centre, extent, side: finest, model: this.#models[i]! };
        void this.maps[i]!.read(config, this.choice.digit);
        const dragged = this.dragged[i]!;
        this.move(i, dragged && within(slice!, dragged));
      }
      this.#clean.ask(origin, [...this.#models, judge]);
      if (this.#linkedStep !== null && this.run.phase === 'done') {
        this.#followed = this.#linkedStep;
        this.run.show(this.#linkedStep);
        this.#linkedStep = null;
      }
    });
  }

  /** Scrubbing takes both pictures back to the attack. */
  #followScrubber(): void {
    const { shown } = this.run;
    const settled = this.#whole !== undefined;
    untrack(() => {
      if (this.#followed !== undefined && this.#followed !== shown) this.#release();
      this.#followed = settled ? shown : undefined;
    });
  }

  /** While an attack runs, nobody could read as fast as the judge would. */
  #askJudge(): void {
    const { phase, shown } = this.run;
    const [settled, dragged, slices] = [this.#whole !== undefined, this.dragged, this.#slices];
    untrack(() => {
      const frame = this.run.frameAt(shown);
      for (const i of [0, 1] as const) {
        const [point, slice] = [dragged[i], slices[i]];
        if (!settled || phase === 'running' || !frame) this.judged[i].forget();
        else if (point && slice) this.judged[i].ask(pictureAt(slice, this.#digit!, point).image, [judge]);
        else this.judged[i].ask(frame.views[i]!.image, [judge]);
      }
    });
  }

  #release(): void {
    nets.forEach((_, i) => this.move(i, null));
  }

  /** Puts a net's picture to a point of its slice, or back to where the attack is. */
  move(net: number, point: Point | null): void {
    const [slice, digit] = [this.#slices[net], this.#digit];
    this.dragged = this.dragged.map((old, i) => (i === net ? point : old));
    if (point && slice && digit) this.points[net]!.ask(pictureAt(slice, digit, point).image, this.#models);
    else this.points[net]!.forget();
  }

  edgeAt(net: number, angle: number): Point {
    return edgeAt(this.#slices[net]!, angle);
  }

  /** Once the nets are here, an attack takes a moment: what the reader changes is attacked anew at once. */
  override change(next: Partial<AttackState>): boolean {
    const warm = this.run.count > 0 || this.#again !== undefined;
    const another = super.change(next);
    this.#askForDigits();
    if (!another) return false;
    this.close();
    if (warm) this.#again = setTimeout(() => this.start(), settle);
    return true;
  }

  override start(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    super.start();
  }

  /** Takes over the state of an address; it is computed once the reader presses Run. */
  override open(params: URLSearchParams): void {
    this.close();
    super.open(params);
    this.dragged = [this.choice.standard, this.choice.robust];
    this.#linkedStep = this.choice.step;
    this.#askForDigits();
  }

  /** The digit of the poster is in its pictures; another one is fetched when it is chosen. */
  #askForDigits(): void {
    if (this.isUsual || this.#digits) return;
    loadDigits().then(
      (digits) => {
        this.#digits = digits;
        this.loadError = '';
      },
      (error: Error) => (this.loadError = error.message),
    );
  }

  override link(): URLSearchParams {
    const { frame, of } = this.run;
    const [standard, robust] = this.dragged as [Point | null, Point | null];
    const computed = frame && (frame.step < of ? frame.step : null);
    const step = computed === undefined ? this.#linkedStep : computed;
    return model.encode({ ...this.choice, standard, robust, step });
  }

  /** Drops what was computed beside the run. */
  #forget(): void {
    this.#whole = undefined;
    this.#followed = undefined;
    this.#linkedStep = null;
    this.dragged = nowhere;
    for (const live of [...this.maps, ...this.points, ...this.judged, this.#clean]) live.forget();
  }

  /** Stops all that is under way. */
  close(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.run.reset();
    this.#forget();
  }
}
