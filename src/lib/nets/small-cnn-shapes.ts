/** Side of every kernel. */
export const kernelSide = 4;
/** Pixels that are left on a side, 28 halved twice. */
const lastSide = 7;

/** The shapes of the small network's weights by name, in their order in one vector, with `width` filters first. */
export function smallCnnShapes(width: number): Readonly<Record<string, readonly number[]>> {
  return {
    'conv1/kernel': [kernelSide, kernelSide, 1, width],
    'conv1/bias': [width],
    'conv2/kernel': [kernelSide, kernelSide, width, 2 * width],
    'conv2/bias': [2 * width],
    'fc/kernel': [lastSide * lastSide * 2 * width, 10],
    'fc/bias': [10],
  };
}
