import { panelColumns } from './micro-kernel';
import { panelBytes } from './product';

/** Bytes of a packed matrix of depth x columns with its biases. */
export function packedBytes(depth: usize, columns: usize): usize {
  return ((columns + panelColumns - 1) / panelColumns) * panelBytes(depth);
}

/**
 * Packs a matrix for `product`: panels of eight columns, of which each begins with its biases and goes on row by row;
 * the last is filled up with zeros.
 *
 * @param down numbers from a row of the matrix to the next
 * @param right numbers from a column to the next
 * @param bias 0 for none
 */
export function pack(
  matrix: usize,
  depth: usize,
  columns: usize,
  down: usize,
  right: usize,
  bias: usize,
  to: usize,
): void {
  for (let first: usize = 0; first < columns; first += panelColumns) {
    for (let row: usize = 0; row <= depth; row++) {
      for (let j = first; j < first + panelColumns; j++, to += 4) {
        let value: f32 = 0;
        if (j < columns) {
          if (row > 0) value = load<f32>(matrix + (((row - 1) * down + j * right) << 2));
          else if (bias) value = load<f32>(bias + (j << 2));
        }
        store<f32>(to, value);
      }
    }
  }
}
