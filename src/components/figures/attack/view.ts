import type { AttackFrame } from '../../../lib/experiments/attack.ts';
import { best } from '../shared/digits/reading.ts';
import { magnificationOf, signedPixels } from '../shared/pictures/signed.ts';
import type { Outline } from './regions.ts';
import { flatten, pictureAt, sizeIn, type Slice } from './slice.ts';
import { epsOf, nets, type AttackState, type Point } from './state.ts';

/** A grey picture: computed live (784 numbers in [0, 1]) or read from the poster (src). */
export interface Grey {
  pixels?: Float32Array;
  src?: string;
}

/** A coloured one, opaque or see-through RGBA. */
export interface Coloured {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
}

/** One step as the slice shows it: up the gradient, then back into the ball. */
export interface Move {
  stepped: Point;
  after: Point;
}

/** What is drawn of a slice; everything but the map is known as soon as the attack is. */
export interface SliceView extends Pick<Slice, 'norm' | 'eps' | 'centre' | 'extent' | 'corners'> {
  moves: Move[];
  /** The share of the last perturbation's squared length that lies in the slice, at the step on show. */
  held: number;
}

export interface MapView extends Coloured, Outline {}

/** What one step did, in the attack's norm. */
export interface StepFact {
  step: number;
  moved: number;
  /** Sizes of the perturbation: after the gradient step, on the ball, and with pixels in [0, 1]. */
  stepped: number;
  inBall: number;
  after: number;
  lossBefore: number;
  loss: number;
  readBefore: number;
}

/** All that one net's half of the figure shows. Readings: the standard net's ten probabilities, the robust net's ten. */
export interface NetView {
  digit: Grey;
  delta: Coloured;
  magnification: number;
  image: Grey;
  size: number;
  /** Its size before pixels were kept in [0, 1], at a point that the reader chose. */
  free: number | null;
  before: ArrayLike<number>[];
  after: ArrayLike<number>[];
  /** The judge's probabilities, of the digit and of the picture on show; null where it has not read. */
  judged: { before: ArrayLike<number> | null; after: ArrayLike<number> | null };
  /** The first step at which the net is fooled, among those computed. */
  fooledAt: number | null;
  fact: StepFact | null;
  slice: SliceView | null;
}

/** `content/posters/attack.json` */
export interface AttackPoster {
  nets: { view: NetView; map: MapView }[];
}

const sum2 = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);

export function sliceView(
  slice: Slice,
  frames: readonly AttackFrame[],
  net: number,
  shown: number,
): SliceView {
  const { norm, eps, centre, extent, corners } = slice;
  const moves = frames.map(({ views }) => ({
    stepped: flatten(slice, views[net]!.stepped),
    after: flatten(slice, views[net]!.delta),
  }));
  const delta = frames[Math.min(shown, frames.length - 1)]!.views[net]!.delta;
  const whole = sizeIn('L2', delta) ** 2;
  const held = whole > 0 ? sum2(flatten(slice, delta)) / whole : 1;
  return { norm, eps, centre, extent, corners, moves, held };
}

function factOf(frames: readonly AttackFrame[], step: number, net: number, state: AttackState): StepFact {
  const view = frames[step]!.views[net]!;
  const before = frames[Math.max(0, step - 1)]!.views[net]!;
  const stepped = sizeIn(state.norm, view.stepped);
  const way = view.stepped.map((value, i) => value - before.delta[i]!);
  return {
    step,
    moved: sizeIn(state.norm, way),
    stepped,
    inBall: Math.min(stepped, epsOf(state)),
    after: sizeIn(state.norm, view.delta),
    lossBefore: before.loss,
    loss: view.loss,
    readBefore: best(before.readings[net]!),
  };
}

interface Known {
  digit: Float32Array;
  /** Frames of the attack so far. */
  frames: readonly AttackFrame[];
  shown: number;
  slice: Slice | undefined;
  /** All frames of the attack, where they are known before they are shown. */
  path: readonly AttackFrame[];
  /**
   * Both nets' readings of the untouched digit, and the judge's; until they are known, those of the attack's start
   * stand in for the nets'.
   */
  clean: ArrayLike<number>[] | undefined;
  /** The judge's reading of the picture on show, once it is known. */
  judged: ArrayLike<number> | undefined;
}

/**
 * One net's half of the figure at a frame, or at the point of the slice that the reader has dragged to.
 * @param read both nets' probabilities at that point, once they are known
 */
export function netView(
  { digit, frames, shown, slice, path, clean, judged }: Known,
  net: number,
  state: AttackState,
  point: Point | null,
  read: ArrayLike<number>[] | undefined,
): NetView {
  const frame = frames[shown]!.views[net]!;
  const chosen = point && slice ? pictureAt(slice, digit, point) : null;
  const { image, delta } = chosen ?? frame;
  const magnification = magnificationOf(delta);
  const fooled = frames.findIndex(({ views }) => best(views[net]!.readings[net]!) !== state.digit);
  return {
    digit: { pixels: digit },
    delta: { rgba: signedPixels(delta, magnification) },
    magnification,
    image: { pixels: image },
    size: sizeIn(state.norm, delta),
    free: chosen ? sizeIn(state.norm, chosen.free) : null,
    before: clean?.slice(0, nets.length) ?? frames[0]!.views[net]!.readings,
    after: point ? (read ?? frame.readings) : frame.readings,
    judged: { before: clean?.[nets.length] ?? null, after: judged ?? null },
    fooledAt: fooled < 0 ? null : fooled,
    fact: factOf(frames, shown, net, state),
    slice: slice ? sliceView(slice, path, net, shown) : null,
  };
}

/** A digit that nothing has been done to yet. */
export function untouched(digit: Float32Array): NetView {
  const delta = new Float32Array(digit.length);
  return {
    digit: { pixels: digit },
    delta: { rgba: signedPixels(delta, 1) },
    magnification: 1,
    image: { pixels: digit },
    size: 0,
    free: null,
    before: [],
    after: [],
    judged: { before: null, after: null },
    fooledAt: null,
    fact: null,
    slice: null,
  };
}
