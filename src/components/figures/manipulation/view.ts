import type { ManipulationFrame } from '../../../lib/experiments/manipulation.ts';

/** A picture on the way: computed live (rgba), or read from a poster (src). */
export interface Stage {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
  step: number;
  /** The coordinate, in units of the largest other; Infinity where all others are silent. */
  times: number;
}

/** Of one network: where the paper's rule stops, if it has come there, and where it stands. */
export interface Stages {
  stop: Stage | undefined;
  now: Stage;
}

export const timesOf = ({ activation, others }: { activation: number; others: number }): number =>
  others > 0 ? activation / others : Infinity;

function stageOf(view: ManipulationFrame['views'][number]): Stage {
  return { rgba: view.image, step: view.step, times: timesOf(view) };
}

/** The stages of network `i`, frame `shown` being on show. */
export function stagesOf(frames: readonly ManipulationFrame[], shown: number, i: number): Stages {
  const stop = frames.slice(0, shown + 1).find(({ views }) => timesOf(views[i]!) > 1);
  return { stop: stop && stageOf(stop.views[i]!), now: stageOf(frames[shown]!.views[i]!) };
}

/** "1.3 times the largest other" */
export const timesInWords = (times: number): string =>
  Number.isFinite(times) ? `${times.toFixed(1)} times the largest other` : 'the only one that speaks';
