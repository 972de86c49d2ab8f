import { EngineError } from '../engine/errors.ts';
import type { NetConfig } from '../engine/weights.ts';

// What model.json says of a net came through the network: it is read here, a key at a time, and never believed.

function refuse(key: string, wanted: string, got: unknown): never {
  throw new EngineError(
    'WeightsError',
    `Expected the model's ${key} to be ${wanted}, got ${JSON.stringify(got)}.`,
  );
}

/** One of a few words. @throws WeightsError */
export function wordOf<Word extends string>(config: NetConfig, key: string, words: readonly Word[]): Word {
  const value = config[key];
  return words.find((word) => word === value) ?? refuse(key, `one of ${words.join(', ')}`, value);
}

/** True or false. @throws WeightsError */
export function flagOf(config: NetConfig, key: string): boolean {
  const value = config[key];
  return typeof value === 'boolean' ? value : refuse(key, 'true or false', value);
}

/** A list of numbers, of a length if one is said. @throws WeightsError */
export function numbersOf(config: NetConfig, key: string, length?: number): number[] {
  const value = config[key];
  const good =
    Array.isArray(value) &&
    value.every((each) => Number.isFinite(each)) &&
    (length === undefined || value.length === length);
  return good ? (value as number[]) : refuse(key, `${length ?? 'some'} numbers`, value);
}

/** A whole number from 0. @throws WeightsError */
export function countOf(config: NetConfig, key: string): number {
  const value = config[key];
  return Number.isInteger(value) && Number(value) >= 0 ? Number(value) : refuse(key, 'a whole number', value);
}
