import type { tf } from '../tf.ts';
import { ownKernel, type Kit } from './kit.ts';

/** Where pixel (i, j) of the result looks, in pixels from the corner: [row, column] = origin + matrix · [i, j]. */
export interface WarpAttrs {
  matrix: readonly (readonly [number, number])[];
  origin: readonly [number, number];
}

/** Calls `which` for each picture. */
function eachPicture(
  which: 'warp' | 'warpGradient',
  from: tf.TensorInfo,
  { matrix: [row, column], origin }: WarpAttrs,
  { wasm, heap }: Kit,
): tf.TensorInfo {
  const [pictures, height, width, channels] = from.shape as [number, number, number, number];
  const to = heap.output(from.shape);
  for (let i = 0; i < pictures; i++) {
    const [x, y] = [from, to].map((each) => heap.pointer(each) + i * height * width * channels * 4);
    wasm[which](x!, height, width, channels, ...row!, origin[0], ...column!, origin[1], y!);
  }
  return to;
}

/** x [pictures, height, width, channels] sampled bilinearly along a map, its mirror image around it. */
export const warp = ownKernel('Warp', ({ x }: { x: tf.TensorInfo }, attrs: WarpAttrs, kit) =>
  eachPicture('warp', x, attrs, kit),
);

/** The gradient of `Warp`. */
export const warpGradient = ownKernel(
  'WarpGradient',
  ({ dy }: { dy: tf.TensorInfo }, attrs: WarpAttrs, kit) => eachPicture('warpGradient', dy, attrs, kit),
);
