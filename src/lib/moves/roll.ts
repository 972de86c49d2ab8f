import { tf, type Tensor3D, type Tensor4D } from '../engine/tf.ts';
import type { Move } from './view.ts';

/**
 * The picture moved down and to the right, by whole pixels; what leaves on one side comes in on the other.
 * @param x [n, height, width, channels]
 */
export function rolled(x: Tensor4D, down: number, right: number): Tensor4D {
  return tf.customGrad((...args: unknown[]) => ({
    value: turned(args[0] as Tensor4D, down, right),
    gradFunc: (dy: Tensor4D) => turned(dy, -down, -right),
  }))(x) as Tensor4D;
}

/** Whole rows of numbers at a time: of a tensor of four dimensions TF.js on wasm copies pixel by pixel. */
function turned(x: Tensor4D, down: number, right: number): Tensor4D {
  const [pictures, height, width, channels] = x.shape;
  const rows = tf.reshape(x, [pictures, height, width * channels]) as Tensor3D;
  return tf.reshape(wrapped(wrapped(rows, 1, down), 2, right * channels), x.shape);
}

/** Moved on by so many places along an axis. */
function wrapped(x: Tensor3D, axis: 1 | 2, shift: number): Tensor3D {
  const size = x.shape[axis];
  const last = ((shift % size) + size) % size;
  if (last === 0) return x;
  const part = (begin: number, length: number) => {
    const starts = x.shape.map((_, each) => (each === axis ? begin : 0));
    return tf.slice(
      x,
      starts as [number, number, number],
      x.shape.map((size, i) => (i === axis ? length : size)) as [number, number, number],
    );
  };
  return tf.concat([part(size - last, last), part(0, size - last)], axis);
}

/** By up to `reach` pixels in each direction, all shifts alike. */
export function randomRoll(reach: number): Move {
  return (random) => {
    const shift = () => Math.floor(random() * (2 * reach + 1)) - reach;
    const [down, right] = [shift(), shift()];
    return (picture) => rolled(picture, down, right);
  };
}
