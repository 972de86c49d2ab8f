import { footprint, meanCount, pathCounts, writers, type Layer } from './paths.ts';

/** A cell of one row. Places are in pixels of the picture, from its left edge. */
export interface Cell {
  index: number;
  middle: number;
  /** Paths that reach it from above. */
  count: number;
  /** The span of the row below on which it writes; for a pixel, itself. */
  reach: [left: number, right: number];
  /** Whether a path leads from it to the pixel that is followed. */
  marked: boolean;
}

export interface Row {
  cells: Cell[];
  /** Half the width of a cell. */
  half: number;
  /** The largest count of this row, and the mean of one period. */
  most: number;
  mean: number;
}

type Span = [first: number, last: number];

/**
 * All rows, the pixels first, each with the cells that have to do with pixels 0 to width - 1.
 * @param followed the pixel whose writers are marked
 */
export function rowsOf(layers: readonly Layer[], width: number, followed: number): Row[] {
  const rows: Row[] = [];
  let span: Span = [0, width - 1];
  let marked: Span = [followed, followed];
  let place = { zero: 0.5, pitch: 1, half: 0.5 };
  for (let level = 0; level <= layers.length; level++) {
    const below = place;
    const layer = layers[level - 1];
    if (layer !== undefined) {
      const [first, last] = footprint(0, layer);
      const pitch = below.pitch * layer.stride;
      place = {
        zero: below.zero + ((first + last) / 2) * below.pitch,
        pitch,
        half: 0.36 * Math.min(pitch, 4),
      };
      span = above(span, layer);
      marked = above(marked, layer);
    }
    const counts = pathCounts(layers.slice(level), span);
    const cells = counts.map((count, i): Cell => {
      const index = span[0] + i;
      const [first, last] = layer ? footprint(index, layer) : [index, index];
      return {
        index,
        middle: place.zero + index * place.pitch,
        count,
        reach: [below.zero + first * below.pitch - below.half, below.zero + last * below.pitch + below.half],
        marked: index >= marked[0] && index <= marked[1],
      };
    });
    rows.push({ cells, half: place.half, most: Math.max(...counts), mean: meanCount(layers.slice(level)) });
  }
  return rows;
}

/** The cells that write on a span of the row below; a span without cells has nothing above it. */
function above([first, last]: Span, layer: Layer): Span {
  if (first > last) return [first, last];
  return [writers(first, layer)[0], writers(last, layer)[1]];
}
