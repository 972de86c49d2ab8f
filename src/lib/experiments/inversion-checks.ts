import type { ScheduleName } from '../optimizers/schedule.ts';
import { requirePicture, type Picture } from '../pictures/picture.ts';
import { refuse, requireEvery, requireInteger, requireNumber, requireOneOf } from './checks.ts';
import { requireRoomForTransforms } from './synthesis-checks.ts';

/** Pictures that a net cannot tell from a target, from several starts and for several nets, all in lockstep. */
export interface InversionConfig {
  /** The nets for colour pictures, by id. */
  models: readonly string[];
  /**
   * Whose representation is looked for: one picture's, or, of two, the mix (1 − λ) r(a) + λ r(b), which is what an
   * interpolation shows.
   */
  target: Picture | { from: Picture; to: Picture; share: number };
  /** Where to begin, each of the target's size; `noise` is grey with a little of it. */
  starts: readonly (Picture | 'noise')[];
  /** `representation`, or a layer with places, which keeps them. */
  layer: string;
  /** Pixels, if not said; or Fourier coefficients with decorrelated colours, by Adam, which no ball holds. */
  parameterisation?: 'pixel' | 'fourier';
  /** Length of a step in L2, pixels in [0, 1], a list having one for each start; or Adam's learning rate. */
  step: number | readonly number[];
  schedule: ScheduleName;
  steps: number;
  /** A frame comes after every so many steps, which `steps` is a multiple of; after each, if not said. */
  every?: number;
  /** Before each look, the picture is moved by up to so many pixels each way at random, wrapping round. */
  roll: number;
  /** Before each look, it is moved, scaled and turned at random; if not said, it is not. */
  transforms?: boolean;
  /**
   * Radius of the ball around its start, in L2, that a picture stays in: near twins. Anywhere if not said; a list has
   * one for each start.
   */
  eps?: number | readonly number[];
  seed: number;
}

/** What has the size of all pictures of a run. */
export const sizeOf = ({ target }: Pick<InversionConfig, 'target'>): Picture =>
  'from' in target ? target.from : target;

/** @throws ConfigError */
export function requireInversion(config: InversionConfig): void {
  requirePictures(config);
  const { parameterisation = 'pixel', transforms = false, eps, steps, starts } = config;
  requireOneOf('parameterisation', parameterisation, ['pixel', 'fourier']);
  requireForStarts('step', config.step, starts.length, 100);
  requireOneOf('schedule', config.schedule, ['constant', 'falling']);
  requireInteger('steps', steps, 1, 10_000);
  requireEvery(config.every ?? 1, steps);
  requireInteger('roll', config.roll, 0, 64);
  requireOneOf('transforms', String(transforms), ['true', 'false']);
  if (transforms) requireRoomForTransforms(sizeOf(config));
  if (eps !== undefined) {
    requireForStarts('eps', eps, starts.length, 1e4);
    if (parameterisation === 'fourier')
      refuse('parameterisation', 'pixel inside a ball, which holds pixels', parameterisation);
  }
  if (parameterisation === 'fourier') requireNumber("Adam's learning rate", config.step as number, 1e-4, 100);
  requireInteger('seed', config.seed, 0, 2 ** 31);
}

function requirePictures(config: InversionConfig): void {
  const { target, starts } = config;
  if (typeof target === 'object' && target !== null && 'from' in target) {
    requirePicture('first target', target.from);
    requirePicture('second target', target.to);
    requireSize('second target', target.to, target.from);
    requireNumber("the second target's share", target.share, 0, 1);
  } else requirePicture('target', target);
  if (!Array.isArray(starts) || starts.length === 0)
    refuse('starts', 'a list of pictures or noise', typeof starts);
  for (const start of starts as InversionConfig['starts']) {
    if (typeof start === 'string') {
      requireOneOf('start', start, ['noise']);
      continue;
    }
    requirePicture('start', start);
    requireSize('start', start, sizeOf(config));
  }
}

/** A number, or one for each start. */
function requireForStarts(
  name: string,
  value: number | readonly number[],
  starts: number,
  max: number,
): void {
  if (!Array.isArray(value)) return requireNumber(name, value as number, 1e-4, max);
  if (value.length !== starts) refuse(name, `a number, or one for each of ${starts} starts`, String(value));
  for (const one of value) requireNumber(name, one as number, 1e-4, max);
}

function requireSize(what: string, { width, height }: Picture, wanted: Picture): void {
  if (width !== wanted.width || height !== wanted.height)
    refuse(
      `the ${what}`,
      `${wanted.width} x ${wanted.height} pixels, as the target is`,
      `${width} x ${height}`,
    );
}
