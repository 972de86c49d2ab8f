import type { Look } from '../ops/warp.ts';
import type { tf } from '../tf.ts';
import { ownKernel, type Kit } from './kit.ts';

/** Calls `which` for each picture. */
function eachPicture(
  which: 'warp' | 'warpGradient',
  from: tf.TensorInfo,
  { matrix: [row, column], origin }: Look,
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
export const warp = ownKernel('Warp', ({ x }: { x: tf.TensorInfo }, attrs: Look, kit) =>
  eachPicture('warp', x, attrs, kit),
);

/** The gradient of `Warp`. */
export const warpGradient = ownKernel('WarpGradient', ({ dy }: { dy: tf.TensorInfo }, attrs: Look, kit) =>
  eachPicture('warpGradient', dy, attrs, kit),
);
