import type { Canvas } from './canvas.ts';

/**
 * Lights the paint from the upper left, by the slopes of its thickness: what faces the light gets lighter and, where
 * it is steep, glistens; what turns away gets darker.
 * @param strength 0 none, 1 as in a gallery, 2 in the evening sun
 */
export function light(canvas: Canvas, strength: number): void {
  if (strength === 0) return;
  const { size, height, colour } = canvas;
  const at = (column: number, row: number) =>
    height[Math.min(Math.max(row, 0), size - 1) * size + Math.min(Math.max(column, 0), size - 1)]!;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const across = ((at(column + 1, row) - at(column - 1, row)) * size) / 2;
      const down = ((at(column, row + 1) - at(column, row - 1)) * size) / 2;
      const steep = Math.sqrt(1 + across * across + down * down);
      const facing = (across * 0.64 + down * 0.77) / steep;
      const dark = facing < 0 ? 1 + 0.75 * strength * facing : 1;
      const lit = facing > 0 ? 0.22 * strength * facing + 0.35 * strength * facing ** 4 : 0;
      const index = 3 * (row * size + column);
      for (let c = index; c < index + 3; c++) {
        const value = colour[c]! * dark;
        colour[c] = value + (1 - value) * lit;
      }
    }
  }
}
