import { contours } from 'd3';
import { lossAt, type LossGrid } from './grid.ts';
import { colourAt, contoursOf, type Scale } from './scale.ts';

/** Pixels on a side of a flat map. */
export const mapSide = 160;

/** The surface from above, in the tints of the one scale: opaque RGBA. */
export function flatPixels(grid: LossGrid, { top }: Scale): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * mapSide * mapSide);
  for (let i = 0; i < mapSide * mapSide; i++) {
    const x = (2 * (i % mapSide)) / (mapSide - 1) - 1;
    const y = 1 - (2 * Math.floor(i / mapSide)) / (mapSide - 1);
    const [red, green, blue] = colourAt(lossAt(grid, x, y) / top);
    pixels.set([255 * red, 255 * green, 255 * blue, 255], 4 * i);
  }
  return pixels;
}

/** Lines of equal loss, as an SVG path in a square from -1 to 1 whose y runs down. */
export function flatContours({ side, losses }: LossGrid, scale: Scale): string {
  const at = contours().size([side, side]);
  // d3 puts a grid's values into the middle of unit cells.
  const place = (value: number) => Number(((2 * (value - 0.5)) / (side - 1) - 1).toFixed(3));
  const inside = ([x, y]: number[]) => Math.min(x!, y!) > 0.5 && Math.max(x!, y!) < side - 0.5;
  return contoursOf(scale)
    .flatMap((level) => at.contour(Array.from(losses), level).coordinates.flat())
    .map((ring) =>
      ring
        .map((corner, i) => {
          // Rings close along the frame; only what runs inside it is a line.
          const runs = i > 0 && (inside(corner) || inside(ring[i - 1]!));
          return `${runs ? 'L' : 'M'}${place(corner[0]!)} ${place(corner[1]!)}`;
        })
        .join(''),
    )
    .join('');
}
