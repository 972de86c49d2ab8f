import { EngineError } from '../engine/errors.ts';
import { hasRoom } from '../engine/memory.ts';
import type { Net } from '../engine/models.ts';
import { tf, type Tensor4D } from '../engine/tf.ts';

/** Large enough for the deepest layers, small enough to cost nothing. */
const probeSide = 32;

/**
 * What all that one pass through these networks makes takes together, in bytes for each pixel of the picture. Meant
 * for wasm: other backends measure time with it, which they may not be able to.
 */
export async function passBytes(nets: readonly Net[]): Promise<number> {
  const image = tf.zeros([1, probeSide, probeSide, 3]) as Tensor4D;
  try {
    const { kernels } = await tf.profile(() =>
      tf.tidy(() => void new Set(nets).forEach((net) => net(image))),
    );
    return kernels.reduce((sum, { bytesAdded }) => sum + Math.max(0, bytesAdded), 0) / probeSide ** 2;
  } finally {
    image.dispose();
  }
}

/**
 * What an optimisation through networks holds at its peak on wasm, in bytes: three fifths of all that a pass makes,
 * with L-BFGS (0.52 to 0.68 for our networks, from 128 to 192 pixels), and what does not depend on the size.
 * @param perPixel as `passBytes` says it
 */
export const peakBytes = (width: number, height: number, perPixel: number): number =>
  60e6 + 0.6 * perPixel * width * height;

const sides = [512, 448, 384, 320, 256, 192, 128, 96, 64] as const;

/** Refuses a size for which this browser gives these networks no memory, and says which one fits. @throws MemoryError */
export async function requireRoomForPixels(
  width: number,
  height: number,
  nets: readonly Net[],
): Promise<void> {
  if (tf.getBackend() !== 'wasm') return;
  const perPixel = await passBytes(nets);
  const peak = (scale: number) => peakBytes(scale * width, scale * height, perPixel);
  if (hasRoom(peak(1))) return;
  const own = Math.max(width, height);
  const fits = sides.find((side) => side < own && hasRoom(peak(side / own)));
  const needs = `about ${Math.round(peak(1) / 1e6)} MB of memory for ${width} × ${height} pixels`;
  const next = fits
    ? `Choose a size of ${fits} pixels or less, or close other pages.`
    : 'Close other pages, and press Restart.';
  throw new EngineError('MemoryError', `Expected ${needs}, but this browser gives less. ${next}`);
}
