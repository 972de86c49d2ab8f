import type { tf } from '../tf.ts';
import type { Heap } from './heap.ts';
import { ownKernel } from './kit.ts';

/** Vectors of one size, by the names 0, 1, 2, … */
type Vectors = Record<number, tf.TensorInfo>;

/** Writes where each vector begins. @returns where that is written, with room for as many numbers behind it */
function tableOf(vectors: tf.TensorInfo[], heap: Heap): { table: number; weights: number } {
  const table = heap.scratch(8 * vectors.length);
  heap.write(
    table,
    Uint32Array.from(vectors, (vector) => heap.pointer(vector)),
  );
  return { table, weights: table + 4 * vectors.length };
}

const sizeOf = ({ shape }: tf.TensorInfo) => shape.reduce((product, side) => product * side, 1);

/** The scalar product of each of the vectors but the last with the last: [vectors - 1] */
export const scalarProducts = ownKernel('ScalarProducts', (inputs: Vectors, _: unknown, { wasm, heap }) => {
  const vectors = Object.values(inputs);
  const x = vectors.pop()!;
  const products = heap.output([vectors.length]);
  const { table } = tableOf(vectors, heap);
  wasm.scalarProducts(table, vectors.length, heap.pointer(x), sizeOf(x), heap.pointer(products));
  return products;
});

/** Σ weights[i] vectors[i], of their shape */
export const combination = ownKernel(
  'Combination',
  (inputs: Vectors, { weights }: { weights: number[] }, { wasm, heap }) => {
    const vectors = Object.values(inputs);
    const sum = heap.output(vectors[0]!.shape);
    const { table, weights: at } = tableOf(vectors, heap);
    heap.write(at, Float32Array.from(weights));
    wasm.combination(table, at, vectors.length, sizeOf(sum), heap.pointer(sum));
    return sum;
  },
);
