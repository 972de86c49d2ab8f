import type { AttackFrame } from '../../../../lib/experiments/attack.ts';
import type { PosterTools } from '../../kit/poster.ts';
import { best } from './reading.ts';

/** Those whose digits are altered: the standard network and the robust one. */
export const attacked = ['mnist-cnn-standard', 'mnist-cnn-robust'] as const;
/** Those who only read: the article's judge, and its twin that never saw an attack. */
export const judges = ['mnist-judge', 'mnist-second-judge'] as const;
/** All who say what an altered digit is, in this order. */
export const readers = [...attacked, ...judges] as const;
export type Net = 0 | 1;

/** Radii of the L2 ball, and the attack: as in training/measure/fooled.py, whose curves a reader's own points join. */
export const radii = [0.5, 1, 1.5, 2, 2.5, 3] as const;
export type Radius = (typeof radii)[number];
const [steps, share] = [30, 0.2];

/** Runs an experiment: the page's engine, or a poster's. */
export type Frames = PosterTools['frames'];

export interface Question {
  /** 784 numbers in [0, 1]. */
  image: Float32Array;
  label: number;
  /** Whose gradient is followed. */
  net: Net;
  eps: number;
}

/** A digit that has been altered to fool one network. */
export interface Altered {
  image: Float32Array;
  /** What each of `readers` takes it for. */
  reads: number[];
}

/**
 * Attacks one network with a whole budget: PGD from the digit itself, of which the last picture counts.
 * @returns undefined where the network misreads the digit as it is: then there is nothing to attack
 */
export async function alter(frames: Frames, question: Question): Promise<Altered | undefined> {
  const { image, label, net, eps } = question;
  const run = frames('attack', {
    ...{ image, label, eps, steps, norm: 'L2', stepSize: share * eps, randomStart: false, seed: 0 },
    models: [attacked[net]],
  });
  let last: AttackFrame | undefined;
  for await (last of run) {
    if (last.step === 0 && best(last.views[0]!.readings[0]!) !== label) return undefined;
  }
  const altered = last!.views[0]!.image;
  let reads: number[] = [];
  for await (const { readings } of frames('predict', { image: altered, models: readers }))
    reads = readings.map((reading) => best(reading));
  return { image: altered, reads };
}
