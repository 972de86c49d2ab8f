import type { Canvas } from './canvas.ts';
import type { Rgb } from './colour.ts';
import { clamp, smoothstep } from './noise.ts';
import { norm } from './norm.ts';

/** A small stone, cut by hand. Lengths are in units of the canvas's side. */
export interface Stone {
  angle: number;
  halfLength: number;
  halfWidth: number;
  colour: Rgb;
  /** How its face leans; no two in a wall lean alike. */
  tilt: [x: number, y: number];
  height: number;
}

/** Presses a stone into the wall, with its middle at (cx, cy). */
export function setStone(canvas: Canvas, cx: number, cy: number, stone: Stone): void {
  const { angle, halfLength, halfWidth, colour, tilt, height } = stone;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = halfLength + halfWidth;
  const round = 0.25 * Math.min(halfLength, halfWidth);
  canvas.within(cx - reach, cy - reach, cx + reach, cy + reach, (index, x, y) => {
    const way = (x - cx) * cos + (y - cy) * sin;
    const side = (y - cy) * cos - (x - cx) * sin;
    const [dx, dy] = [
      Math.abs(way) - halfLength + round,
      Math.abs(side) - halfWidth * (1 + 0.16 * tilt[0] * (way / halfLength)) + round,
    ];
    const away = norm(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round;
    const cover = clamp(0.5 - away / canvas.pixel);
    if (cover === 0) return;
    const sheen = 0.07 * ((tilt[0] * (x - cx) + tilt[1] * (y - cy)) / halfWidth) + 0.03 * tilt[1];
    canvas.lay(index, colour[0] + sheen, colour[1] + sheen, colour[2] + sheen, cover);
    canvas.height[index] = height * cover * smoothstep(0, 0.5, -away / halfWidth);
  });
}
