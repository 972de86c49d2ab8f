import { addAll } from '../engine/ops/add-all.ts';
import { ownWarp, ownWarpGradient } from '../engine/ops/warp.ts';
import { tf, type Tensor1D, type Tensor4D } from '../engine/tf.ts';

/** (row, column), in pixels. */
export type Pair = readonly [number, number];

/**
 * An affine map of a picture onto itself: pixel q of the result, counted from the middle, shows the picture at
 * matrix · q + offset, counted likewise.
 */
export interface Warp {
  matrix: readonly [Pair, Pair];
  offset: Pair;
}

/**
 * The picture sampled bilinearly along the map, at its own size; what lies beyond its border is its mirror image,
 * about the middle of the outermost pixels. The gradient is the transposed map exactly, made of forward operations:
 * TF.js 4.22 has a gradient for no operation of the kind.
 *
 * @param x [1, height, width, channels]: of a batch, TF.js's cpu backend (4.22) samples the first picture only
 * @param warp a turn and a scale, 10 degrees at 1.1 at most, or as little
 * @param border how far outside the map looks, or more; less than the picture's own size
 */
export function warped(x: Tensor4D, warp: Warp, border: Pair): Tensor4D {
  const look = { matrix: warp.matrix, origin: originOf(warp, x) };
  return tf.customGrad((...args: unknown[]) => {
    const picture = args[0] as Tensor4D;
    return {
      value: ownWarp(picture, look) ?? sampled(mirrored(picture, border), warp, border),
      gradFunc: (dy: Tensor4D) => ownWarpGradient(dy, look) ?? folded(gathered(dy, warp, border), border),
    };
  })(x) as Tensor4D;
}

/** Where the first pixel of the result looks, counted from the corner. */
function originOf({ matrix, offset }: Warp, { shape: [, height, width] }: Tensor4D): Pair {
  const [down, right] = [(height - 1) / 2, (width - 1) / 2];
  const [row, column] = matrix.map(([byRow, byColumn]) => byRow * down + byColumn * right) as [
    number,
    number,
  ];
  return [offset[0] + down - row, offset[1] + right - column];
}

/** The picture with its mirror image around it. */
function mirrored(x: Tensor4D, [rows, columns]: Pair): Tensor4D {
  return tf.mirrorPad(x, around([rows, rows], [columns, columns]), 'reflect');
}

/** The transpose of `mirrored`: what the mirror image was given goes to the pixels that it showed. */
function folded(dy: Tensor4D, border: Pair): Tensor4D {
  return border.reduce((x, reach, i) => {
    if (reach === 0) return x;
    const axis = i + 1;
    const size = x.shape[axis]! - 2 * reach;
    const part = (begin: number, length: number) => {
      const starts = x.shape.map((_, each) => (each === axis ? begin : 0));
      return tf.slice(
        x,
        starts,
        x.shape.map((size, i) => (i === axis ? length : size)),
      );
    };
    const onto = (mirror: Tensor4D, before: number): Tensor4D => {
      const inside: [number, number] = [before, size - reach - before];
      return tf.pad(tf.reverse(mirror, axis), i === 0 ? around(inside, [0, 0]) : around([0, 0], inside));
    };
    const [low, high] = [part(0, reach), part(reach + size, reach)];
    return tf.addN([part(reach, size), onto(low, 1), onto(high, size - reach - 1)]);
  }, dy);
}

/** @param x with its border @returns without */
function sampled(x: Tensor4D, { matrix, offset }: Warp, border: Pair): Tensor4D {
  const [, height, width] = x.shape;
  const size: Pair = [height - 2 * border[0], width - 2 * border[1]];
  return resampled(x, { matrix, offset }, 'bilinear', size);
}

/**
 * The transpose of `sampled`. Pixel p is given Σ dy(q) · hat(matrix · q + offset - p) over the pixels q of the result,
 * hat being (1 - |row|)⁺ (1 - |column|)⁺. Those with a weight lie around the place that the map takes to p, no further
 * than scale · (|cos| + |sin|) < 1.5 in either direction: they are among the nearest pixel and its eight neighbours.
 * Which is the nearest comes from sampling the places along with dy, so that rounding cannot part the two.
 */
function gathered(dy: Tensor4D, warp: Warp, border: Pair): Tensor4D {
  const [, height, width] = dy.shape;
  const [tall, wide] = [height + 2 * border[0], width + 2 * border[1]];
  const { matrix, offset } = warp;
  const back = inverse(warp);
  const nearest = (x: Tensor4D) => resampled(x, back, 'nearest', [tall, wide]);

  // With a rim of one, for pixels whose nearest is just outside and a neighbour of it inside.
  const [row, column] = [0, 1].map((axis) => nearest(places(height + 2, width + 2, axis))) as [
    Tensor4D,
    Tensor4D,
  ];
  /** matrix · q + offset - p along an axis, q being the nearest. */
  const away = [0, 1].map((axis) => {
    const [byRow, byColumn] = matrix[axis]!;
    return tf.sub(tf.add(tf.mul(row, byRow), tf.mul(column, byColumn)), places(tall, wide, axis));
  });
  const parts: Tensor4D[] = [];
  for (const down of [-1, 0, 1]) {
    for (const right of [-1, 0, 1]) {
      const [tent, otherTent] = away.map((distance, axis) => {
        const [byRow, byColumn] = matrix[axis]!;
        const shift = byRow * down + byColumn * right + offset[axis]!;
        return tf.relu(tf.sub(1, tf.abs(tf.add(distance, shift))));
      });
      // Shifted by its padding: on wasm a slice takes longer.
      const neighbour = tf.pad(dy, around([1 - down, 1 + down], [1 - right, 1 + right]));
      parts.push(tf.mul(nearest(neighbour), tf.mul(tent!, otherTent!)));
    }
  }
  return addAll(parts);
}

function inverse({ matrix: [[rr, rc], [cr, cc]], offset: [row, column] }: Warp): Warp {
  const determinant = rr * cc - rc * cr;
  return {
    matrix: [
      [cc / determinant, -rc / determinant],
      [-cr / determinant, rr / determinant],
    ],
    offset: [(rc * column - cc * row) / determinant, (cr * row - rr * column) / determinant],
  };
}

/** Each pixel's row (axis 0) or column (axis 1), counted from the middle: [1, height, width, 1]. */
function places(height: number, width: number, axis: number): Tensor4D {
  const side = [height, width][axis]!;
  const line = tf.linspace((1 - side) / 2, (side - 1) / 2, side);
  // An outer product: on wasm `tile` takes longer.
  const other = tf.ones([axis === 0 ? width : height]) as Tensor1D;
  const plane = axis === 0 ? tf.outerProduct(line, other) : tf.outerProduct(other, line);
  return tf.reshape(plane, [1, height, width, 1]);
}

/** The picture along a map, at another size; zeros beyond its border. */
function resampled(
  x: Tensor4D,
  { matrix: [[rr, rc], [cr, cc]], offset }: Warp,
  interpolation: 'nearest' | 'bilinear',
  [height, width]: Pair,
): Tensor4D {
  const [, tall, wide] = x.shape;
  const middle = (side: number) => (side - 1) / 2;
  const row = offset[0] + middle(tall) - rr * middle(height) - rc * middle(width);
  const column = offset[1] + middle(wide) - cr * middle(height) - cc * middle(width);
  // TF.js counts from the corner and names the column first.
  const map = tf.tensor2d([cc, cr, column, rc, rr, row, 0, 0], [1, 8]);
  return tf.image.transform(x, map, interpolation, 'constant', 0, [height, width]);
}

const around = (rows: [number, number], columns: [number, number]): [number, number][] => [
  [0, 0],
  rows,
  columns,
  [0, 0],
];
