import type { MaskedPaintingFrame } from '../../../lib/experiments/masked-painting.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { LiveFigure, type RunOptions } from '../kit/live-figure.svelte.ts';
import type { OwnPicture } from '../shared/picture-input/read.ts';
import { own as ownName } from '../shared/site-pictures/own.ts';
import { OwnPictures } from '../shared/site-pictures/own-pictures.svelte.ts';
import { chosenPicture } from '../shared/site-pictures/pictures.ts';
import { runWith } from '../shared/networks/run-with.ts';
import { laidOn, patched, type Patch } from './laid-on.ts';
import { withDab, type Dab } from './mask.ts';
import { configOf, longSide, model, models, type PaintInState } from './state.ts';

/** A frame, and the size at which the networks work. */
export interface PaintInFrame extends MaskedPaintingFrame {
  width: number;
  height: number;
}

/** What can be come back to. */
interface Standing {
  bases: readonly Picture[] | undefined;
  choice: PaintInState;
}

/** The figure without its looks: what the reader has brushed and chosen, and what was painted of it. */
export class PaintInFigure extends LiveFigure<PaintInState, PaintInFrame> {
  /** The reader's own picture. */
  readonly own = new OwnPictures<'content'>();
  /** What each network has made of the photograph before this run; undefined until it is there. */
  bases = $state.raw<readonly Picture[] | undefined>();
  /** Whether the reader has begun: then the finished picture that stood here first is gone. */
  begun = $state(false);
  #past = $state.raw<readonly Standing[]>([]);
  /** Why the photograph is not there, as a sentence. */
  error = $state('');
  /** The photograph that the bases are of. */
  #loaded: string | undefined;

  constructor() {
    super(model, (choice, options) => this.#frames(choice, options));
  }

  async *#frames(choice: PaintInState, { signal, onStatus }: RunOptions) {
    this.begun = true;
    const bases = await this.load(signal);
    const config = configOf(choice, bases);
    const { width, height } = config.pictures[0]!;
    for await (const frame of runWith(choice.nets, 'maskedPainting', config, { signal, onStatus }))
      yield { ...frame, width, height };
  }

  /** The photograph, or what was made of it. */
  async load(signal?: AbortSignal): Promise<readonly Picture[]> {
    const wanted = `${this.choice.picture} ${this.choice.picture === ownName ? this.own.taken : ''}`;
    if (this.bases && this.#loaded === wanted) return this.bases;
    const picture = await chosenPicture(
      'content',
      this.choice.picture,
      this.own.in('content'),
      longSide,
      signal,
    );
    signal?.throwIfAborted();
    this.#loaded = wanted;
    return (this.bases = models.map(() => picture));
  }

  /** Loads it without anybody waiting. */
  #fetch(): void {
    this.error = '';
    this.load().catch((error: unknown) => {
      this.error = error instanceof Error ? error.message : String(error);
    });
  }

  /** What network `i` has come to in the frame on show. */
  patch(i: number): Patch | undefined {
    const [frame, first] = [this.run.frame, this.run.frameAt(0)];
    const base = this.bases?.[i];
    if (!frame || !first || !base) return undefined;
    const before = first.views[i]!.pixels;
    return laidOn(base, { ...frame, difference: frame.views[i]!.pixels.map((now, at) => now - before[at]!) });
  }

  /** The whole picture that network `i` has come to. */
  result(i: number): Picture | undefined {
    const [base, patch] = [this.bases?.[i], this.patch(i)];
    return base && patch ? patched(base, patch) : base;
  }

  /** Whether something has been painted before what is chosen now. */
  get several(): boolean {
    return this.#past.some(({ bases }) => bases !== undefined && bases !== this.bases);
  }

  #remember(): void {
    this.#past = [...this.#past, { bases: this.bases, choice: this.choice }];
  }

  /** Puts a round of the brush on the picture. After a painting it begins a mask for the next. */
  dab(dab: Dab, starts: boolean): void {
    const painted = this.run.count > 0;
    if (painted) {
      this.#remember();
      this.bases = models.map((_, i) => this.result(i)!);
    }
    if (painted || !this.begun) this.change({ mask: [] });
    this.begun = true;
    if (starts) this.#remember();
    this.change({ mask: withDab(this.choice.mask, dab, starts) });
    if (!this.bases) this.#fetch();
  }

  get canUndo(): boolean {
    return this.run.count > 0 || this.#past.length > 0;
  }

  /** Takes back the painting on show, or else the last stroke of the brush, or else the painting before it. */
  undo(): void {
    if (this.run.count > 0) {
      this.run.reset();
      return;
    }
    const last = this.#past.at(-1);
    if (!last) return;
    this.#past = this.#past.slice(0, -1);
    const { mask, class: painted, colours, seed } = last.choice;
    super.change({ mask, class: painted, colours, seed });
    this.bases = last.bases;
    if (!this.bases) this.#fetch();
  }

  /** Back to the photograph, without a mask. */
  startOver(): void {
    this.#forget();
    this.change({ mask: [] });
    this.begun = true;
    this.#fetch();
  }

  #forget(): void {
    this.run.reset();
    this.#past = [];
    this.bases = undefined;
  }

  override change(next: Partial<PaintInState>): boolean {
    const other = next.picture !== undefined && next.picture !== this.choice.picture;
    if (other) this.#forget();
    const another = super.change(next);
    if (another) this.begun = true;
    if (other) this.#fetch();
    return another;
  }

  takeOwn(picture: OwnPicture): void {
    this.own.take('content', picture);
    // Another of the reader's pictures has the same name.
    this.#forget();
    this.change({ picture: ownName });
    this.begun = true;
    this.#fetch();
  }

  override open(params: URLSearchParams): void {
    this.#forget();
    super.open(params);
    this.begun = !this.isUsual;
    if (this.begun) this.#fetch();
  }
}
