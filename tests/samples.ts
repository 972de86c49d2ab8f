// One small run of every experiment, as the figures' manifests give it. An experiment that no figure has a sample of
// fails the tests that go through them all.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Samples } from '../src/components/figures/kit/figure-manifest.ts';
import { manifests } from '../src/components/figures/manifests.ts';
import { hashed } from './hashed.ts';

const digits = await readFile(fileURLToPath(new URL('../public/digits/digits.bin', import.meta.url)));

/** The first of the site's digits that shows `digit`: 784 numbers in [0, 1]. */
export function siteDigit(digit: number): Float32Array {
  const start = digit * 20 * 784;
  return Float32Array.from(digits.subarray(start, start + 784), (byte) => byte / 255);
}

/** A picture of noise, the same every time. */
const noise = (side: number) => ({
  width: side,
  height: side,
  pixels: hashed(side * side * 3, 5, 0, 1),
});

export const samples = Object.assign(
  {},
  ...manifests.map((manifest) => manifest.samples?.({ digit: siteDigit, noise })),
) as Samples;
