import { sumByLines } from '../engine/ops/sum-by-lines.ts';
import { combination, scalarProducts, takesManyVectors } from '../engine/ops/vectors.ts';
import { tf, type Tensor, type Tensor2D } from '../engine/tf.ts';
import type { Combination } from './lbfgs-memory.ts';

/** What is to be known of a gradient g at a point of the line search, y being its change since the line's start. */
export interface LookProducts {
  /** g · direction */
  slope: number;
  /** g · g, y · y and y · g */
  gg: number;
  yy: number;
  yg: number;
  /** Of each kept s and each kept y with the new y, the oldest first. */
  oldSy: number[];
  oldYy: number[];
}

/** Scalar products on their way from the device: tensors to read together, and what their values say. */
export interface Reading {
  /** The caller disposes. */
  tensors: Tensor[];
  understand: (values: Float32Array[]) => LookProducts;
}

/** The kept pairs of steps s and changes of the gradient y, as they stand while one line is searched. */
export interface PairsView {
  /** Σ s[i] sᵢ + Σ y[i] yᵢ + g · gradient; the caller disposes. */
  combine(combination: Combination, gradient: Tensor): Tensor;
  products(gradient: Tensor, before: Tensor, direction: Tensor): Reading;
  dispose(): void;
}

/** The newest `size` of the pairs, by kernels that take many vectors at once, or stacked for products of matrices. */
export function viewOf(steps: readonly Tensor[], changes: readonly Tensor[], size: number): PairsView {
  if (!takesManyVectors()) return stacked(steps, changes, size);
  const from = steps.length - size;
  return manyVectors(steps.slice(from), changes.slice(from));
}

function manyVectors(s: readonly Tensor[], y: readonly Tensor[]): PairsView {
  return {
    combine: (weights, gradient) =>
      combination([gradient, ...s, ...y], [weights.g, ...weights.s, ...weights.y]),
    products: (gradient, before, direction) => ({
      tensors: tf.tidy(() => {
        const change = tf.sub(gradient, before);
        return [
          scalarProducts([direction, gradient], gradient),
          scalarProducts([change, gradient, ...s, ...y], change),
        ];
      }),
      understand: ([ofGradient, ofChange]) => {
        const [slope, gg] = ofGradient as unknown as [number, number];
        const [yy, yg, ...old] = ofChange as unknown as [number, number, ...number[]];
        return { slope, gg, yy, yg, oldSy: old.slice(0, s.length), oldYy: old.slice(s.length) };
      },
    }),
    dispose: () => undefined,
  };
}

function stacked(steps: readonly Tensor[], changes: readonly Tensor[], size: number): PairsView {
  // All that there is room for, zeros where no pair is yet: so no shape changes while the history fills.
  const [s, y] = tf.tidy(() => [tf.stack([...steps]), tf.stack([...changes])]) as [Tensor, Tensor];
  const dot = (a: Tensor, b: Tensor) => sumByLines(tf.mul(a, b));
  return {
    combine: (weights, gradient) =>
      tf.tidy(() => {
        const straight = tf.mul(gradient, weights.g);
        if (weights.s.length === 0) return straight;
        return tf.addN([straight, weighted(s, weights.s), weighted(y, weights.y)]);
      }),
    products: (gradient, before, direction) => ({
      tensors: tf.tidy(() => {
        const change = tf.sub(gradient, before);
        return [
          dot(gradient, direction),
          dot(gradient, gradient),
          dot(change, change),
          dot(change, gradient),
          eachDot(s, change),
          eachDot(y, change),
        ];
      }),
      understand: (values) => {
        const [slope, gg, yy, yg] = values.map(([first]) => first) as [number, number, number, number];
        const known = (products: Float32Array) => [...products.slice(steps.length - size)];
        return { slope, gg, yy, yg, oldSy: known(values[4]!), oldYy: known(values[5]!) };
      },
    }),
    dispose: () => tf.dispose([s, y]),
  };
}

/** The scalar product of each of a stack's tensors with x: [tensors]. */
function eachDot(stack: Tensor, x: Tensor): Tensor {
  const lines = x.shape.find((length) => length > 1) ?? 1;
  const product = tf.mul(stack, x);
  return tf.sum(tf.sum(tf.reshape(product, [stack.shape[0]!, lines, -1]), 2), 1);
}

/** The sum of the newest of a stack's tensors, each times its weight, as many as there are weights. */
function weighted(stack: Tensor, weights: number[]): Tensor {
  const [count, ...shape] = stack.shape as [number, ...number[]];
  const row = [...new Array<number>(count - weights.length).fill(0), ...weights];
  const flat = tf.reshape(stack, [count, -1]) as Tensor2D;
  return tf.reshape(tf.matMul(tf.tensor2d(row, [1, count]), flat), shape);
}
