/** A convolution seen from its input, in one dimension: output j reads kernel inputs and moves by stride. */
export interface Layer {
  kernel: number;
  stride: number;
}

/** What the reader's choices build, from the picture upwards. */
export interface Shape {
  kernel: number;
  stride: number;
  /** Times that this is stacked. */
  depth: number;
  /** Average over `stride` cells first, and convolve without a stride. */
  averaged: boolean;
}

export function layersOf({ kernel, stride, depth, averaged }: Shape): Layer[] {
  const one = averaged
    ? [
        { kernel: stride, stride },
        { kernel, stride: 1 },
      ]
    : [{ kernel, stride }];
  return Array.from({ length: depth }, () => one).flat();
}

/** Inputs by which output 0 reaches out to the left of input 0: the kernel stands around its middle. */
const padding = ({ kernel }: Layer) => Math.floor((kernel - 1) / 2);

/** The inputs that output j reads, and on which its gradient therefore writes: [first, last]. */
export function footprint(j: number, layer: Layer): [first: number, last: number] {
  const first = j * layer.stride - padding(layer);
  return [first, first + layer.kernel - 1];
}

/** The outputs that write on input i: [first, last], of which the first is greater where there are none. */
export function writers(i: number, layer: Layer): [first: number, last: number] {
  const at = i + padding(layer);
  return [Math.ceil((at - layer.kernel + 1) / layer.stride), Math.floor(at / layer.stride)];
}

/**
 * Over how many paths the gradient reaches each cell of a window, when every output has the same gradient and every
 * weight is one: the pattern that a stack of transposed convolutions lays under whatever it writes (Odena et al.
 * 2016). There is no border: the cells go on for ever on both sides.
 * @param layers from the cells upwards
 */
export function pathCounts(layers: readonly Layer[], [first, last]: readonly [number, number]): number[] {
  const [layer, ...above] = layers;
  if (layer === undefined) return Array.from({ length: last - first + 1 }, () => 1);
  const start = writers(first, layer)[0];
  const counts = pathCounts(above, [start, writers(last, layer)[1]]);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const [from, to] = writers(first + i, layer);
    return counts.slice(from - start, to - start + 1).reduce((sum, count) => sum + count, 0);
  });
}

/** Pixels after which the pattern repeats. */
export const periodOf = (layers: readonly Layer[]) =>
  layers.reduce((period, { stride }) => period * stride, 1);

/** The different numbers in a list, ascending. */
export const levels = (counts: readonly number[]) => [...new Set(counts)].sort((a, b) => a - b);

/** Paths to a cell, on average. */
export const meanCount = (layers: readonly Layer[]) =>
  layers.reduce((product, { kernel, stride }) => (product * kernel) / stride, 1);
