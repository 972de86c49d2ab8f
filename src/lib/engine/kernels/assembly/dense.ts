import { addTimes } from './vectors';

/**
 * y = x · kernel for few rows of x: the kernel is read from one end to the other as it stands, since fetching it is
 * all that costs. Rows of it that a zero would multiply, half of them after a ReLU, are not fetched.
 *
 * @param x [rows, inputs] @param kernel [inputs, outputs] @param y [rows, outputs]
 */
export function dense(x: usize, rows: usize, inputs: usize, kernel: usize, outputs: usize, y: usize): void {
  const line = outputs << 2;
  memory.fill(y, 0, rows * line);
  for (let i: usize = 0; i < inputs; i++, kernel += line) {
    for (let row: usize = 0; row < rows; row++) {
      const value = load<f32>(x + ((row * inputs + i) << 2));
      if (value != 0) addTimes(kernel, value, line, y + row * line);
    }
  }
}
