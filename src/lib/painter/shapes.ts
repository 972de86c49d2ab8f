import type { Field } from './noise.ts';
import { norm } from './norm.ts';

// A shape is its signed distance: negative inside, in units of the canvas's side.

export const circle =
  (cx: number, cy: number, radius: number): Field =>
  (x, y) =>
    norm(x - cx, y - cy) - radius;

/** A rectangle by its middle and half its sides, turned by an angle. */
export function box(cx: number, cy: number, halfWidth: number, halfHeight: number, angle = 0): Field {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => {
    const [px, py] = [x - cx, y - cy];
    const [dx, dy] = [Math.abs(px * cos + py * sin) - halfWidth, Math.abs(py * cos - px * sin) - halfHeight];
    return norm(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0);
  };
}

/** Both shapes, with the inner corners where they meet rounded off. */
export const joined =
  (one: Field, other: Field, rounding: number): Field =>
  (x, y) => {
    const [a, b] = [one(x, y), other(x, y)];
    const near = Math.max(rounding - Math.abs(a - b), 0) / rounding;
    return Math.min(a, b) - (near * near * rounding) / 4;
  };

/** A shape seen in a mirror that turns: moved so that its own (0, 0) is at a place, and turned there. */
export function placed(shape: Field, cx: number, cy: number, angle: number, scale = 1): Field {
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  return (x, y) => scale * shape((x - cx) * cos + (y - cy) * sin, (y - cy) * cos - (x - cx) * sin);
}
