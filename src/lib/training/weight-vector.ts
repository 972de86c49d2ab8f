import { tf, type Tensor, type Tensor1D } from '../engine/tf.ts';
import type { Weights } from '../engine/weights.ts';
import { gaussian, seededRandom } from '../random/seeded.ts';
import { sizeOf, type Shapes } from './weight-shapes.ts';

// All weights of a network stand in one vector: an optimiser is then a handful of operations, however many layers
// there are, and what a run has to keep is plain numbers.

/**
 * First weights: normal, of variance 2 / (numbers that an output is made of), and biases of 0 (He et al. 2015,
 * section 2.2).
 */
export function firstWeights(shapes: Shapes, seed: number): Float32Array {
  const random = seededRandom(seed);
  const parts = Object.values(shapes).map((shape) => {
    const taken = sizeOf(shape.slice(0, -1));
    const scale = shape.length > 1 ? Math.sqrt(2 / taken) : 0;
    return Array.from({ length: sizeOf(shape) }, () => (scale === 0 ? 0 : scale * gaussian(random)));
  });
  return Float32Array.from(parts.flat());
}

/** The weights by name, out of the vector. The caller disposes. */
export function weightsIn(vector: Tensor1D, shapes: Shapes): Weights {
  let offset = 0;
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const size = sizeOf(shape);
      const part = tf.tidy(() => tf.reshape(tf.slice(vector, [offset], [size]), [...shape]));
      offset += size;
      return [name, part];
    }),
  );
}

/** One vector of tensors in the order of the shapes. */
export function vectorOf(parts: readonly Tensor[]): Tensor1D {
  return tf.concat(parts.map((part) => tf.reshape(part, [part.size]))) as Tensor1D;
}
