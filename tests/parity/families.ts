// What PyTorch computed with weights from a hash: tests/fixtures/parity-families, written by
// `python -m training.golden.families`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { hashedPlaces } from '../hashed.ts';
import type { Family, GradientName } from './families-compute.ts';

interface Fixture {
  imageSeed: number;
  placeSeed: number;
  class: number;
  coordinate: number;
  cases: Family[];
}

const file = new URL('../fixtures/parity-families/families.json', import.meta.url);
export const fixture = JSON.parse(await readFile(fileURLToPath(file), 'utf8')) as Fixture;

/** The place in its activation that a gradient is of. */
export const coordinateOf = (name: GradientName) =>
  name === 'gradient of logit' ? fixture.class : fixture.coordinate;

/** The numbers that the fixture keeps of an array. */
export function expected(family: Family, name: string): Float32Array {
  const bytes = Buffer.from(family.arrays[name]!.values, 'base64');
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** Of an array, as many numbers: all of it, or what stands at the places that the hash chooses. */
export function sampled(values: ArrayLike<number>, count: number): Float32Array {
  if (values.length === count) return Float32Array.from(values);
  return Float32Array.from(hashedPlaces(count, fixture.placeSeed, values.length), (place) => values[place]!);
}
