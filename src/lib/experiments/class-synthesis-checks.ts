import type { ScheduleName } from '../optimizers/schedule.ts';
import { requirePicture, type Picture } from '../pictures/picture.ts';
import { refuse, requireEvery, requireInteger, requireNumber, requireOneOf } from './checks.ts';

/** Pictures of a class, each grown from a picture that is given, for several nets in lockstep. */
export interface ClassSynthesisConfig {
  /** The nets for colour pictures, by id; each changes a picture of its own. */
  models: readonly string[];
  /** The class, from 0. */
  label: number;
  /** What is made small: the class's cross-entropy, which is satisfied in the end, or its logit with the sign turned. */
  goal: 'cross-entropy' | 'logit';
  /** Where to begin, one after the other. */
  starts: readonly Picture[];
  /** Length of a step in L2, pixels in [0, 1]. */
  step: number;
  schedule: ScheduleName;
  /** For each start. */
  steps: number;
  /** A frame after so many steps; a divisor of `steps`. */
  every: number;
  /** Before each look, the picture is moved by up to so many pixels each way at random, wrapping round. */
  roll: number;
  /** Radius of the ball around its start, in L2, that a picture stays in; anywhere if not said. */
  eps?: number;
  /** Of the moves. */
  seed: number;
}

/** @throws ConfigError */
export function requireClassSynthesis(config: ClassSynthesisConfig): void {
  const { starts, steps, every } = config;
  requireInteger('label', config.label, 0, 99_999);
  requireOneOf('goal', config.goal, ['cross-entropy', 'logit']);
  if (!Array.isArray(starts) || starts.length === 0) refuse('starts', 'a list of pictures', typeof starts);
  for (const start of starts) requirePicture('start', start);
  requireNumber('step', config.step, 1e-4, 100);
  requireOneOf('schedule', config.schedule, ['constant', 'falling']);
  requireInteger('steps', steps, 1, 10_000);
  requireEvery(every, steps);
  requireInteger('roll', config.roll, 0, 64);
  if (config.eps !== undefined) requireNumber('eps', config.eps, 1e-4, 1e4);
  requireInteger('seed', config.seed, 0, 2 ** 32 - 1);
}
