import { gaussian, seededRandom } from '../../../lib/random/seeded.ts';
import { beside } from '../attack/slice.ts';

/** A plane through a picture: picture + a · u + b · v, so that a and b are lengths in L2. */
export interface Plane {
  /** Orthonormal, as many numbers each as the picture has. */
  u: Float32Array;
  v: Float32Array;
}

/** A direction drawn at random, the same for the same seed. */
export function randomDirection(size: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: size }, () => gaussian(random));
}

/**
 * The plane through where an attack ends, and through a second direction.
 * @param end the attack's last perturbation
 * @param second where a second attack ends; without one, or where it ends on the first axis, a random direction
 */
export function planeOf(end: Float32Array, second: Float32Array | undefined, seed: number): Plane {
  // An attack that moved nothing still has a plane: any.
  const u = beside(end) ?? beside(randomDirection(end.length, seed + 1))!;
  const v = (second && beside(second, u)) ?? beside(randomDirection(end.length, seed), u)!;
  return { u, v };
}
