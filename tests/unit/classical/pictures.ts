import type { Picture } from '../../../src/lib/pictures/picture.ts';

/** A picture from its colour at each pixel, RGB in [0, 1]. */
export function painted(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
): Picture {
  const pixels = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels.set(colour(x, y), 3 * (y * width + x));
  return { width, height, pixels };
}

/** A copy, since a painter goes on painting on what it gives. */
export const copyOf = ({ width, height, pixels }: Picture): Picture => ({
  width,
  height,
  pixels: pixels.slice(),
});

/** The mean colour of each of `across` x `across` fields. */
export function fieldMeans({ width, height, pixels }: Picture, across: number): number[][] {
  return Array.from({ length: across * across }, (_, field) => {
    const [left, top] = [((field % across) * width) / across, (Math.floor(field / across) * height) / across];
    const sum = [0, 0, 0];
    for (let y = Math.round(top); y < Math.round(top + height / across); y++)
      for (let x = Math.round(left); x < Math.round(left + width / across); x++)
        for (let c = 0; c < 3; c++) sum[c]! += pixels[3 * (y * width + x) + c]!;
    const area = (width / across) * (height / across);
    return sum.map((value) => value / area);
  });
}
