import { EngineError } from '../engine/errors.ts';
import { digitShape, type PictureShape } from '../pictures/tensors.ts';

/** What is wrong with a configuration, as a sentence. @throws ConfigError */
export function refuse(what: string, wanted: string, got: unknown): never {
  throw new EngineError('ConfigError', `Expected ${what} to be ${wanted}, got ${String(got)}.`);
}

/** A whole number in a range. @throws ConfigError */
export function requireInteger(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max)
    refuse(name, `a whole number from ${min} to ${max}`, value);
}

/** After how many steps a frame comes: a divisor of all of them. @throws ConfigError */
export function requireEvery(every: number, steps: number): void {
  requireInteger('every', every, 1, steps);
  if (steps % every !== 0) refuse('every', `a divisor of ${steps} steps`, String(every));
}

/** A number in a range, its ends included. @throws ConfigError */
export function requireNumber(name: string, value: number, min: number, max: number): void {
  if (typeof value !== 'number' || !(value >= min && value <= max))
    refuse(name, `a number from ${min} to ${max}`, value);
}

/** One of a few words. @throws ConfigError */
export function requireOneOf(name: string, value: string, words: readonly string[]): void {
  if (!words.includes(value)) refuse(name, `one of ${words.join(', ')}`, value);
}

/** Of digits, the last class; of other pictures a bound, since only the net knows and will say so. */
export const lastClass = (shape: PictureShape): number => (shape === digitShape ? 9 : 99_999);
