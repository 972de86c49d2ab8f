// Where each weight of a network stands in one vector. Knows no TF.js: the page reads weights, too.

/** The shapes of a network's weights by name, in their order in the vector. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

/** How many weights there are. */
export function countWeights(shapes: Shapes): number {
  return Object.values(shapes).reduce((sum, shape) => sum + sizeOf(shape), 0);
}

/** The plain numbers of each weight, out of a plain vector. Views, no copies. */
export function numbersIn(vector: Float32Array, shapes: Shapes): Record<string, Float32Array> {
  let offset = 0;
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      vector.subarray(offset, (offset += sizeOf(shape))),
    ]),
  );
}
