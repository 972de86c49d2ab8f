import { contours } from 'd3';
import type { PlaneFrame } from '../../../lib/experiments/plane.ts';
import { classColours } from './colours.ts';

/** Points on a side of the finest map. */
export const finest = 41;
/** Pixels on a side of the drawn map. */
export const mapSide = 164;
const classes = 10;

/** Ten probabilities at each point of a square grid; row 0 is the top. */
export interface Grid {
  side: number;
  probabilities: Float32Array;
}

/** What is drawn of a map besides its colours; x and y from 0 (left, top) to 1. */
export interface Outline {
  /** An SVG path in a unit square: where the label stops being the most likely class. */
  border: string;
  /** Where to write which digit. */
  labels: { digit: number; x: number; y: number }[];
}

/** Gathers a map's chunks and hands out the finest whole grid so far. */
export class GridBuilder {
  readonly #all = new Float32Array(finest * finest * classes);

  /** The whole grid that this chunk completes, if it completes one. */
  add({ points, probabilities, stride }: PlaneFrame): Grid | undefined {
    points.forEach((point, i) => {
      this.#all.set(probabilities.subarray(i * classes, (i + 1) * classes), point * classes);
    });
    if (!Number.isFinite(stride)) return undefined;
    const side = (finest - 1) / stride + 1;
    const grid = new Float32Array(side * side * classes);
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const from = (row * finest + column) * stride * classes;
        grid.set(this.#all.subarray(from, from + classes), (row * side + column) * classes);
      }
    }
    return { side, probabilities: grid };
  }
}

/** The ten probabilities at (x, y) in 0 to 1, between the grid's points in straight lines. */
function sample({ side, probabilities }: Grid, x: number, y: number, into: Float32Array): void {
  const [column, row] = [x * (side - 1), y * (side - 1)];
  const [left, top] = [Math.min(side - 2, Math.floor(column)), Math.min(side - 2, Math.floor(row))];
  const [right, down] = [column - left, row - top];
  const at = (top * side + left) * classes;
  const below = at + side * classes;
  for (let i = 0; i < classes; i++) {
    const above = probabilities[at + i]! * (1 - right) + probabilities[at + classes + i]! * right;
    const under = probabilities[below + i]! * (1 - right) + probabilities[below + classes + i]! * right;
    into[i] = above * (1 - down) + under * down;
  }
}

function largest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/**
 * The map as see-through RGBA, for any paper: the label's own region stays nearly bare, every other class has its colour,
 * the denser the surer the net.
 * @param size pixels on a side
 */
export function mapPixels(grid: Grid, label: number, size: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * size * size);
  const values = new Float32Array(classes);
  for (let i = 0; i < size * size; i++) {
    sample(grid, (i % size) / (size - 1), Math.floor(i / size) / (size - 1), values);
    const digit = largest(values);
    if (digit === label) {
      // A breath of grey where the net begins to doubt what is right.
      pixels.set([128, 118, 104, 255 * 0.5 * (1 - values[digit]!)], 4 * i);
      continue;
    }
    const sureness = Math.max(0, (values[digit]! - 0.3) / 0.7);
    pixels.set([...classColours[digit]!, 255 * (0.22 + 0.5 * sureness)], 4 * i);
  }
  return pixels;
}

export function outlineOf(grid: Grid, label: number): Outline {
  return { border: border(grid, label), labels: labels(grid) };
}

function border({ side, probabilities }: Grid, label: number): string {
  const lead = Array.from({ length: side * side }, (_, point) => {
    let rival = 0;
    for (let i = 0; i < classes; i++) {
      if (i !== label) rival = Math.max(rival, probabilities[point * classes + i]!);
    }
    return probabilities[point * classes + label]! - rival;
  });
  // d3 puts a grid's values into the middle of unit cells.
  const place = (value: number) => Number(((value - 0.5) / (side - 1)).toFixed(3));
  const inside = ([x, y]: number[]) => Math.min(x!, y!) > 0.5 && Math.max(x!, y!) < side - 0.5;
  const shape = contours().size([side, side]).contour(lead, 0);
  return shape.coordinates
    .flat()
    .map((ring) => {
      let path = '';
      let drawing = false;
      // The rings close along the frame; only what runs inside it is a border between classes.
      for (const [i, corner] of ring.entries()) {
        const drawn = drawing && (inside(corner) || inside(ring[i - 1]!));
        path += `${drawn ? 'L' : 'M'}${place(corner[0]!)} ${place(corner[1]!)}`;
        drawing = true;
      }
      return path.replace(/M[^ML]+(?=M|$)/g, '');
    })
    .join('');
}

/**
 * One label for every class with a region of some size, at the region's innermost point, off the band across the
 * middle where the attack's path is drawn.
 */
function labels({ side, probabilities }: Grid): Outline['labels'] {
  const best = Array.from({ length: side * side }, (_, point) =>
    largest(probabilities.subarray(point * classes, (point + 1) * classes)),
  );
  const result: Outline['labels'] = [];
  for (let digit = 0; digit < classes; digit++) {
    const inner = depths(best, side, digit).map((depth, point) => {
      const offPath = Math.abs(Math.floor(point / side) / (side - 1) - 0.5) > 0.16;
      return offPath ? depth : depth / 4;
    });
    const deepest = inner.indexOf(Math.max(...inner));
    if (inner[deepest]! * (finest / side) < 2) continue;
    const place = (value: number) => Number(((value + 0.5) / side).toFixed(3));
    result.push({ digit, x: place(deepest % side), y: place(Math.floor(deepest / side)) });
  }
  return result;
}

/** How many steps each point of a class lies from the next point of another class or from the frame. */
function depths(best: number[], side: number, digit: number): number[] {
  const depth = best.map((value) => (value === digit ? Infinity : 0));
  const relax = (point: number, row: number, column: number) => {
    for (const [dr, dc] of [
      [0, -1],
      [0, 1],
      [-1, 0],
      [1, 0],
    ] as const) {
      const [r, c] = [row + dr, column + dc];
      const near = r < 0 || c < 0 || r >= side || c >= side ? 0 : depth[r * side + c]!;
      depth[point] = Math.min(depth[point]!, near + 1);
    }
  };
  // Two sweeps, there and back, reach every point.
  for (let point = 0; point < side * side; point++) {
    if (best[point] === digit) relax(point, Math.floor(point / side), point % side);
  }
  for (let point = side * side - 1; point >= 0; point--) {
    if (best[point] === digit) relax(point, Math.floor(point / side), point % side);
  }
  return depth;
}
