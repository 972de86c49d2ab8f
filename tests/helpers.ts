// What the numeric tests share: seeded numbers, differences, a matcher, the site's files without a server.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { startBackend } from '../src/lib/engine/backend.ts';
import type { BackendName } from '../src/lib/engine/backend-name.ts';
import { tf, type Tensor } from '../src/lib/engine/tf.ts';
import { seededRandom } from '../src/lib/random/seeded.ts';
import { relativeError } from './relative-error.ts';

declare module 'vitest' {
  // The parameters must be named and bound as Vitest's own.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** Within `tolerance` by `relativeError`. */
    toBeNear(expected: ArrayLike<number>, tolerance: number): R;
  }
}

expect.extend({
  toBeNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
    const error = relativeError(actual, expected);
    return {
      pass: error < tolerance,
      message: () =>
        `relative error ${error.toExponential(2)}, ${this.isNot ? 'not ' : ''}to be under ${tolerance}`,
    };
  },
});

/** Starts a backend and makes it the one that `tf` uses. */
export async function useBackend(name: BackendName): Promise<void> {
  await startBackend(name);
}

/** `size` numbers spread evenly over [low, high). */
export function randomValues(size: number, seed: number, low = -1, high = 1): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: size }, () => low + (high - low) * random());
}

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

/** A tensor of numbers spread evenly over [low, high); the caller disposes. */
export function randomTensor<T extends Tensor>(shape: number[], seed: number, low = -1, high = 1): T {
  return tf.tensor(randomValues(sizeOf(shape), seed, low, high), shape) as T;
}

/** The gradient of `f` at `x`, one central difference an element. */
export function differences(f: (x: Float32Array) => number, x: Float32Array, h = 1e-2): Float32Array {
  return x.map((value, i) => {
    const at = (moved: number) => f(x.map((other, j) => (i === j ? moved : other)));
    return (at(value + h) - at(value - h)) / (2 * h);
  });
}

/** A tensor's values, with one zero only; the tensor is disposed. */
export function valuesOf(tensor: Tensor): Float32Array {
  const values = tensor.dataSync() as Float32Array;
  tensor.dispose();
  return values.map((value) => value + 0); // -0 + 0 is 0, which equals 0 for every matcher
}

/** Where `siteFetch` finds the weights that ship. */
export const weightsBase = 'http://site.test/weights/';

/** A `fetch` that answers with the files of public/, so that no test needs a server. */
export const siteFetch: typeof fetch = async (input) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  try {
    return new Response(await readFile(fileURLToPath(new URL(`../public${pathname}`, import.meta.url))));
  } catch {
    return new Response('', { status: 404 });
  }
};

/** A network for pictures of each shape that ships. */
export const ofEachShape: readonly string[] = [
  'cifar-alexnet-standard',
  'cifar-resnet-robust',
  'cifar-resnet-robust-antialiased',
  'cifar-vgg-robust',
  'photos-resnet-robust-small',
  'photos-vgg-robust-small',
];
