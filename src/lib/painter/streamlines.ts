import type { Flow } from './flow.ts';
import { hash } from './noise.ts';
import { norm } from './norm.ts';
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
  /** Of lines that nothing stops, on average. */
  length: number;
  /** Lines shorter than this are dropped. */
  shortest: number;
  /** What a place belongs to: a line stays in what it starts in. Where this is undefined there are no lines. */
  regionAt: (x: number, y: number) => unknown;
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
          if (list[i + 2] !== line && norm(list[i]! - x, list[i + 1]! - y) < distance) return true;
      }
    return false;
  }
}

/**
 * Every line. The first starts from the first of `seeds`; where there is room beside a line the next ones start, and
 * further seeds where all of that is full.
 */
export function* streamlines(
  flow: Flow,
  seeds: readonly (readonly [number, number])[],
  { distance, widest, length, shortest, regionAt }: Spacing,
): Generator<Path, void, void> {
  const near = new Neighbourhood(widest);
  const stepAt = (x: number, y: number) => Math.max(distance(x, y) * 0.4, 0.0015);
  let line = 0;

  const half = (x: number, y: number, sign: 1 | -1, region: unknown) => {
    const points: number[] = [];
    let [px, py] = [x, y];
    // Neighbours start side by side; they should not all end so.
    const longest = length * (0.2 + 0.6 * hash(sign, line, 0));
    for (let way = 0; way < longest;) {
      const [step, angle] = [stepAt(px, py), flow(px, py)];
      px += sign * step * Math.cos(angle);
      py += sign * step * Math.sin(angle);
      way += step;
      // Lines may come closer than they may start, so that few of them stay short.
      if (regionAt(px, py) !== region || near.crowded(px, py, distance(px, py) * 0.62, line)) break;
      points.push(px, py);
    }
    return points;
  };
  const trace = (x: number, y: number): Path | undefined => {
    const region = regionAt(x, y);
    if (region === undefined || near.crowded(x, y, distance(x, y) * 0.96, line)) return undefined;
    const back = half(x, y, -1, region);
    const path: number[] = [];
    for (let i = back.length - 2; i >= 0; i -= 2) path.push(back[i]!, back[i + 1]!);
    path.push(x, y, ...half(x, y, 1, region));
    if ((path.length / 2) * stepAt(x, y) < shortest) return undefined;
    for (let i = 0; i < path.length; i += 2) near.add(path[i]!, path[i + 1]!, line);
    line++;
    return path;
  };

  for (const seed of seeds) {
    const waiting = [seed];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const path = trace(next[0], next[1]);
      if (!path) continue;
      yield path;
      for (let i = 0; i < path.length; i += 6) {
        const [x, y] = [path[i]!, path[i + 1]!];
        const [away, angle] = [distance(x, y), flow(x, y) + Math.PI / 2];
        const [dx, dy] = [away * Math.cos(angle), away * Math.sin(angle)];
        waiting.push([x + dx, y + dy], [x - dx, y - dy]);
      }
    }
  }
}
