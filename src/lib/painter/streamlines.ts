import type { Flow } from './flow.ts';
import type { Path } from './raster.ts';

/**
 * Lines along a flow that keep their distance from each other, as in a hatching or in the rows of a mosaic (after
 * Jobard and Lefer 1997, "Creating evenly-spaced streamlines of arbitrary density").
 */
export interface Spacing {
  /** The distance wanted at a place, in units of the canvas's side. */
  distance: (x: number, y: number) => number;
  /** The largest distance there is. */
  widest: number;
  /** Longest line. */
  length: number;
  /** Lines shorter than this are dropped. */
  shortest: number;
  /** Whether a line may be here. */
  inside: (x: number, y: number) => boolean;
}

/** Points with their lines, in square cells, so that those nearby are found quickly. */
class Neighbourhood {
  private readonly cells = new Map<number, number[]>();
  private readonly cell: number;
  constructor(cell: number) {
    this.cell = cell;
  }
  private key(x: number, y: number): number {
    return (Math.floor(y / this.cell) + 8) * 65536 + Math.floor(x / this.cell) + 8;
  }
  add(x: number, y: number, line: number): void {
    const key = this.key(x, y);
    const list = this.cells.get(key);
    if (list) list.push(x, y, line);
    else this.cells.set(key, [x, y, line]);
  }
  /** Whether a point of another line than `line` is closer than `distance`, which is at most a cell. */
  crowded(x: number, y: number, distance: number, line: number): boolean {
    const key = this.key(x, y);
    for (let row = -65536; row <= 65536; row += 65536)
      for (let column = -1; column <= 1; column++) {
        const list = this.cells.get(key + row + column);
        if (!list) continue;
        for (let i = 0; i < list.length; i += 3)
          if (list[i + 2] !== line && Math.hypot(list[i]! - x, list[i + 1]! - y) < distance) return true;
      }
    return false;
  }
}

/** Every line, starting from `seeds` in their order. */
export function* streamlines(
  flow: Flow,
  seeds: readonly (readonly [number, number])[],
  { distance, widest, length, shortest, inside }: Spacing,
): Generator<Path, void, void> {
  const near = new Neighbourhood(widest);
  for (const [line, [x, y]] of seeds.entries()) {
    if (!inside(x, y) || near.crowded(x, y, distance(x, y), line)) continue;
    const half = (sign: 1 | -1) => {
      const points: number[] = [];
      let [px, py] = [x, y];
      for (let way = 0; way < length / 2;) {
        const wanted = distance(px, py);
        const step = Math.max(wanted * 0.4, 0.0015);
        const angle = flow(px, py);
        px += sign * step * Math.cos(angle);
        py += sign * step * Math.sin(angle);
        way += step;
        // Lines may come closer than they may start, so that few of them stay short.
        if (!inside(px, py) || near.crowded(px, py, wanted * 0.62, line)) break;
        points.push(px, py);
      }
      return points;
    };
    const back = half(-1);
    const path: number[] = [];
    for (let i = back.length - 2; i >= 0; i -= 2) path.push(back[i]!, back[i + 1]!);
    path.push(x, y, ...half(1));
    if ((path.length / 2) * Math.max(distance(x, y) * 0.4, 0.0015) < shortest) continue;
    for (let i = 0; i < path.length; i += 2) near.add(path[i]!, path[i + 1]!, line);
    yield path;
  }
}
