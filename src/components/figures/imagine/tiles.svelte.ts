import { SvelteMap } from 'svelte/reactivity';
import type { ClassSynthesisFrame } from '../../../lib/experiments/class-synthesis.ts';
import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import type { LiveFigure } from '../kit/live-figure.svelte.ts';
import { ourCast } from '../shared/networks/cast.ts';
import { cifarView, type CifarView } from '../shared/networks/cifar10.ts';
import type * as blurs from './blurs.ts';
import { seedsOf, type ClassName, type ImagineState } from './state.ts';

type Blurs = typeof blurs;
type Figure = LiveFigure<ImagineState, ClassSynthesisFrame>;
/** By class and by seed. */
type Postered = () => Readonly<Record<string, Record<number, CifarView[]>>>;

/** What is to be seen of each picture of a class: the run's, or one drawn before, or the blur that it begins with. */
export class Tiles {
  readonly #figure: Figure;
  readonly #postered: Postered;
  /** Pictures that were drawn to their end since the page was opened. */
  readonly #drawn = new SvelteMap<string, CifarView[]>();
  readonly #blurred: Record<string, Uint8ClampedArray<ArrayBuffer>> = {};
  #blurs = $state.raw<Blurs>();

  constructor(figure: Figure, postered: Postered) {
    this.#figure = figure;
    this.#postered = postered;
  }

  /** The blurs travel only to those who come near the figure. */
  async load(): Promise<Blurs> {
    return (this.#blurs ??= await import('./blurs.ts'));
  }

  /** Keeps the newest frame's pictures, if they are as far as they go. For an effect. */
  keep(): void {
    const { run, choice } = this.#figure;
    const frame = run.frameAt(run.count - 1);
    if (!frame) return;
    const perStart = (frame.of + 1) / seedsOf(choice).length;
    if ((frame.step + 1) % perStart === 0)
      this.#drawn.set(this.#keyOf(choice.class, seedsOf(choice)[frame.start]!), frame.views.map(cifarView));
  }

  /** A picture of the chosen class, by both networks; undefined while there is only its blur. */
  views(seed: number): CifarView[] | undefined {
    const { run, choice } = this.#figure;
    const own = seedsOf(choice).indexOf(seed);
    if (own >= 0 && run.count > 0) return this.#live(own)?.views.map(cifarView);
    return this.finished(choice.class, seed);
  }

  finished(name: ClassName, seed: number): CifarView[] | undefined {
    const postered = this.#figure.choice.nets === ourCast ? this.#postered()[name]?.[seed] : undefined;
    return this.#drawn.get(this.#keyOf(name, seed)) ?? postered;
  }

  #keyOf(name: ClassName, seed: number): string {
    return `${name}-${seed} ${this.#figure.choice.nets}`;
  }

  /** RGBA; undefined until the statistics are there. */
  blur(name: ClassName, seed: number): Uint8ClampedArray<ArrayBuffer> | undefined {
    if (!this.#blurs) return undefined;
    const key = `${name}-${seed}`;
    return (this.#blurred[key] ??= rgbaOf(this.#blurs.blurOf(name, seed)));
  }

  /** The last frame of a start, up to the one on show. */
  #live(start: number): ClassSynthesisFrame | undefined {
    const { run, choice } = this.#figure;
    const perStart = (run.of + 1) / seedsOf(choice).length;
    const last = Math.min(run.shown, (start + 1) * perStart - 1);
    return last < start * perStart ? undefined : run.frameAt(last);
  }
}
