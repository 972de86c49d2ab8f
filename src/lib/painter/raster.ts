import { norm } from './norm.ts';

/** Called for a pixel with what its centre has of two numbers that the corners have. */
export type Visit = (index: number, u: number, v: number) => void;

interface Corner {
  /** In pixels. */
  x: number;
  y: number;
  u: number;
  v: number;
}

/**
 * Calls `visit` once for every pixel whose centre is in the triangle. Triangles that share an edge share no pixel and
 * leave none out, so that a band made of them is painted once.
 */
export function fillTriangle(size: number, a: Corner, b: Corner, c: Corner, visit: Visit): void {
  const [top, middle, bottom] = [a, b, c].sort((one, other) => one.y - other.y || one.x - other.x) as [
    Corner,
    Corner,
    Corner,
  ];
  const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
  if (area === 0) return;
  // u and v are linear in x and y.
  const slope = (of: 'u' | 'v') => {
    const [db, dc] = [b[of] - a[of], c[of] - a[of]];
    return [
      (db * (c.y - a.y) - dc * (b.y - a.y)) / area,
      (dc * (b.x - a.x) - db * (c.x - a.x)) / area,
    ] as const;
  };
  const [ux, uy] = slope('u');
  const [vx, vy] = slope('v');

  const endRow = Math.min(size, Math.ceil(bottom.y - 0.5));
  for (let row = Math.max(0, Math.ceil(top.y - 0.5)); row < endRow; row++) {
    const y = row + 0.5;
    const one = crossing(top, bottom, y);
    const other = y < middle.y ? crossing(top, middle, y) : crossing(middle, bottom, y);
    const endColumn = Math.min(size, Math.ceil(Math.max(one, other) - 0.5));
    for (let column = Math.max(0, Math.ceil(Math.min(one, other) - 0.5)); column < endColumn; column++) {
      const [dx, dy] = [column + 0.5 - a.x, y - a.y];
      visit(row * size + column, a.u + ux * dx + uy * dy, a.v + vx * dx + vy * dy);
    }
  }
}

/** Where the edge from `from` down to `to` is at this height. */
function crossing(from: Corner, to: Corner, y: number): number {
  return to.y === from.y ? from.x : from.x + ((to.x - from.x) * (y - from.y)) / (to.y - from.y);
}

/** A line in the plane, as x, y, x, y, … in units of the canvas's side. */
export type Path = readonly number[];

/** How long a path is. */
export function lengthOf(path: Path): number {
  let length = 0;
  for (let i = 2; i < path.length; i += 2)
    length += norm(path[i]! - path[i - 2]!, path[i + 1]! - path[i - 1]!);
  return length;
}

/**
 * Calls `visit` for every pixel of the band around a path, with how far along the path it is (u) and how far to its
 * right (v, from -half to half), in units of the canvas's side.
 */
export function fillBand(size: number, path: Path, half: number, visit: Visit): void {
  const count = path.length / 2;
  if (count < 2) return;
  let [u, previous] = [0, undefined as [Corner, Corner] | undefined];
  for (let i = 0; i < count; i++) {
    const [x, y] = [path[2 * i]!, path[2 * i + 1]!];
    const [before, after] = [Math.max(i - 1, 0), Math.min(i + 1, count - 1)];
    const [dx, dy] = [path[2 * after]! - path[2 * before]!, path[2 * after + 1]! - path[2 * before + 1]!];
    const length = norm(dx, dy) || 1;
    const [nx, ny] = [(-dy / length) * half, (dx / length) * half];
    if (i > 0) u += norm(x - path[2 * i - 2]!, y - path[2 * i - 1]!);
    const left = { x: (x - nx) * size, y: (y - ny) * size, u, v: -half };
    const right = { x: (x + nx) * size, y: (y + ny) * size, u, v: half };
    if (previous) {
      fillTriangle(size, previous[0], previous[1], right, visit);
      fillTriangle(size, previous[0], right, left, visit);
    }
    previous = [left, right];
  }
}
