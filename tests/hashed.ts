/**
 * Numbers from an integer hash, the same as training/golden/hashed.py makes: number i is the first 24 bits of Murmur3's
 * finaliser of i + seed · 0x9E3779B9, in 32 bits, spread over [low, high) in double precision, then rounded.
 */
export function hashed(size: number, seed: number, low = -1, high = 1): Float32Array {
  const values = new Float32Array(size);
  const begin = Math.imul(seed, 0x9e3779b9);
  for (let i = 0; i < size; i++) values[i] = low + (high - low) * unitOf(i + begin);
  return values;
}

/** `count` places in an array of `size` numbers. */
export const hashedPlaces = (count: number, seed: number, size: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(size * unitOf(i + Math.imul(seed, 0x9e3779b9))));

function unitOf(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 8) / 2 ** 24;
}
