import type { StyleTransferFrame } from '../../../lib/experiments/style-transfer.ts';
import { iterationsOf, sizesOf } from './run-sizes.ts';
import type { Side } from './side.ts';
import type { StyleTransferState } from './state.ts';

/** What one side of a run has cost so far, its first step left out: shaders are compiled there. */
export interface Pace {
  milliseconds: number;
  evaluations: number;
  iterations: number;
  /** Sum over the evaluations of the pixels each was of. */
  pixels: number;
}

/** By model. */
export type Paces = Readonly<Record<string, Pace>>;

export const rest: Pace = { milliseconds: 0, evaluations: 0, iterations: 0, pixels: 0 };

export const perEvaluation = (pace: Pace) => pace.milliseconds / pace.evaluations;

type Timed = Pick<StyleTransferFrame, 'step' | 'evaluations' | 'width' | 'height'>;

/**
 * Passes frames on and tells after each what the run has cost.
 * @param now milliseconds on a clock
 */
export async function* timed<Frame extends Timed>(
  frames: AsyncGenerator<Frame, void, void>,
  tell: (pace: Pace) => void,
  now: () => number = () => performance.now(),
): AsyncGenerator<Frame, void, void> {
  let pace = rest;
  let before = 0;
  try {
    for (;;) {
      const start = now();
      const { value: frame, done } = await frames.next();
      if (done) return;
      const evaluations = frame.evaluations - before;
      before = frame.evaluations;
      if (frame.step > 1 && evaluations > 0) {
        pace = {
          milliseconds: pace.milliseconds + now() - start,
          evaluations: pace.evaluations + evaluations,
          iterations: pace.iterations + 1,
          pixels: pace.pixels + evaluations * frame.width * frame.height,
        };
        tell(pace);
      }
      yield frame;
    }
  } finally {
    await frames.return();
  }
}

/**
 * Seconds that both sides will take at this size, going by the last run of their networks; an unmeasured network is
 * taken to be as fast as the measured ones. Undefined before anything was measured.
 */
export function secondsFor(state: StyleTransferState, paces: Paces): number | undefined {
  const known = Object.values(paces);
  if (known.length === 0) return undefined;
  const sum = known.reduce((total, pace) => ({
    milliseconds: total.milliseconds + pace.milliseconds,
    evaluations: total.evaluations + pace.evaluations,
    iterations: total.iterations + pace.iterations,
    pixels: total.pixels + pace.pixels,
  }));
  return [state.left, state.right].reduce(
    (total, of) => total + secondsOfSide(state, of, paces[of.model] ?? sum),
    0,
  );
}

function secondsOfSide(state: StyleTransferState, side: Side, pace: Pace): number {
  const perPixel = pace.milliseconds / pace.pixels;
  const perIteration = pace.evaluations / pace.iterations;
  const iterations = iterationsOf(state, side);
  const pixels = sizesOf(state).reduce((total, size, i) => total + iterations[i]! * size * size, 0);
  return (perIteration * perPixel * pixels) / 1000;
}

/** 38.2 -> "about 40 s". */
export function aboutTime(seconds: number): string {
  if (seconds < 1) return 'under 1 s';
  if (seconds < 10) return `about ${Math.round(seconds)} s`;
  if (seconds < 90) return `about ${5 * Math.round(seconds / 5)} s`;
  if (seconds < 90 * 60) return `about ${Math.round(seconds / 60)} min`;
  return `about ${Math.round(seconds / 3600)} h`;
}
