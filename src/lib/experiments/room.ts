import { EngineError } from '../engine/errors.ts';
import { hasRoom } from '../engine/memory.ts';

/**
 * What an optimisation through the largest of our networks holds at its peak on wasm, in bytes: measured at 128, 256
 * and 384 pixels, with L-BFGS. The smaller networks take a third of it.
 */
export const peakBytes = (width: number, height: number): number => 60e6 + 2900 * width * height;

const sides = [512, 448, 384, 320, 256, 192, 128, 96, 64] as const;

/** Refuses a size for which this browser gives no memory, and says which one fits. @throws MemoryError */
export function requireRoomForPixels(width: number, height: number): void {
  if (hasRoom(peakBytes(width, height))) return;
  const own = Math.max(width, height);
  const fits = sides.find(
    (side) => side < own && hasRoom(peakBytes((side / own) * width, (side / own) * height)),
  );
  const needs = `about ${Math.round(peakBytes(width, height) / 1e6)} MB of memory for ${width} × ${height} pixels`;
  const next = fits
    ? `Choose a size of ${fits} pixels or less, or close other pages.`
    : 'Close other pages, and press Restart.';
  throw new EngineError('MemoryError', `Expected ${needs}, but this browser gives less. ${next}`);
}
