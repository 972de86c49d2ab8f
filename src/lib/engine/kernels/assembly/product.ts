import { leastOf } from './madd';
import { microKernel, panelColumns, rowsAtOnce } from './micro-kernel';

// Every convolution here ends in this product of matrices. The right one is packed (see packing.ts) in panels of eight
// columns; the left one stays where it is, each row given by its place, so that rows may overlap in a picture.

/** Bytes of one panel of a matrix of `depth` rows: a row of biases comes first. */
export function panelBytes(depth: usize): usize {
  return (depth + 1) << 5;
}

/** The bytes that `product` needs to set aside: a tile of a panel that is not full, and a row for nothing. */
export const spareBytes: usize = 256;

/**
 * Numbers that are summed up before their sum is added to the rest: a long sum of small numbers to a large one would
 * lose their last digits.
 */
const sumLength: usize = 64;

/**
 * c = act(a · b + bias).
 *
 * @param base where offsets count from
 * @param offsets of the rows of `a`, in bytes; the last repeated up to a multiple of six
 * @param runs runs of `length` numbers in each row of `a`, `jump` bytes between them
 * @param panels `b`, of depth runs · length, packed with its biases
 * @param pitch bytes from a row of `c` to the next
 * @param spare see `spareBytes`
 */
export function product(
  base: usize,
  offsets: usize,
  rows: usize,
  runs: usize,
  length: usize,
  jump: usize,
  panels: usize,
  columns: usize,
  c: usize,
  pitch: usize,
  relu: i32,
  spare: usize,
): void {
  if (runs == 1 && length % sumLength == 0) {
    runs = length / sumLength;
    length = sumLength;
    jump = 0;
  }
  const runsAtOnce = max<usize>(1, sumLength / length);
  const least = leastOf(relu),
    never = leastOf(0);
  const panel = panelBytes(runs * length);
  const step = (length << 2) + jump;
  for (let j: usize = 0; j < columns; j += panelColumns, panels += panel, c += 32) {
    const whole = columns - j >= panelColumns;
    for (let first: usize = 0; first < runs; first += runsAtOnce) {
      const count = min(runsAtOnce, runs - first);
      const b = panels + 32 + ((first * length) << 5);
      const bias = first == 0 ? panels : 0;
      const floor = first + count == runs ? least : never;
      for (let i: usize = 0; i < rows; i += rowsAtOnce) {
        const left = min(rowsAtOnce, rows - i);
        const to = c + i * pitch,
          at = base + first * step,
          table = offsets + (i << 2);
        if (whole) {
          microKernel(at, table, left, count, length, jump, b, bias, to, pitch, floor, spare);
        } else {
          const tile = spare + 64;
          copyTile(to, pitch, tile, 32, left, columns - j);
          microKernel(at, table, left, count, length, jump, b, bias, tile, 32, floor, spare);
          copyTile(tile, 32, to, pitch, left, columns - j);
        }
      }
    }
  }
}

function copyTile(from: usize, pitch: usize, to: usize, toPitch: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++, from += pitch, to += toPitch)
    for (let j: usize = 0; j < columns << 2; j += 4) store<f32>(to + j, load<f32>(from + j));
}

/** Bytes of a table of the offsets of `rows` rows. */
export function tableBytes(rows: usize): usize {
  return ((rows + rowsAtOnce) << 2) + 16;
}

/** Repeats the last of a table's offsets as `product` wants it. */
export function endTable(offsets: usize, rows: usize): void {
  const last = load<u32>(offsets + ((rows - 1) << 2));
  for (let i: usize = 0; i < rowsAtOnce; i++) store<u32>(offsets + ((rows + i) << 2), last);
}

/** The table of rows that follow each other `pitch` bytes apart. */
export function denseTable(offsets: usize, rows: usize, pitch: usize): void {
  for (let i: usize = 0; i < rows; i++) store<u32>(offsets + (i << 2), <u32>(i * pitch));
  endTable(offsets, rows);
}
