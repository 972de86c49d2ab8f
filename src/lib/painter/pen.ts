import type { Canvas } from './canvas.ts';
import type { Rgb } from './colour.ts';
import { clamp } from './noise.ts';
import { fillBand, lengthOf, type Path } from './raster.ts';

/**
 * Draws a line whose width follows the pressure of the hand.
 * @param widest the most that `width` returns, in units of the canvas's side
 * @param width how wide at a fraction of the way, in [0, 1]
 */
export function draw(
  canvas: Canvas,
  path: Path,
  colour: Rgb,
  widest: number,
  width: (along: number) => number,
  strength = 1,
): void {
  const { pixel } = canvas;
  const length = lengthOf(path) || 1;
  fillBand(canvas.size, path, widest / 2 + pixel, (index, u, v) => {
    const half = width(clamp(u / length)) / 2;
    // How much of the pixel's width the line takes up.
    const cover = (Math.min(half, v + pixel / 2) - Math.max(-half, v - pixel / 2)) / pixel;
    if (cover > 0) canvas.lay(index, colour[0], colour[1], colour[2], cover * strength);
  });
}
