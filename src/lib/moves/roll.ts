import { tf, type Tensor4D } from '../engine/tf.ts';
import type { Move } from './view.ts';

/**
 * The picture moved down and to the right, by whole pixels; what leaves on one side comes in on the other.
 * @param x [1, height, width, channels]
 */
export function rolled(x: Tensor4D, down: number, right: number): Tensor4D {
  return tf.customGrad((...args: unknown[]) => ({
    value: turned(args[0] as Tensor4D, down, right),
    gradFunc: (dy: Tensor4D) => turned(dy, -down, -right),
  }))(x) as Tensor4D;
}

function turned(x: Tensor4D, ...shifts: [down: number, right: number]): Tensor4D {
  return shifts.reduce((picture, shift, i) => {
    const axis = i + 1;
    const size = picture.shape[axis]!;
    const last = ((shift % size) + size) % size;
    if (last === 0) return picture;
    const part = (begin: number, length: number) => {
      const starts = picture.shape.map((_, each) => (each === axis ? begin : 0));
      return tf.slice(
        picture,
        starts,
        picture.shape.map((size, i) => (i === axis ? length : size)),
      );
    };
    return tf.concat([part(size - last, last), part(0, size - last)], axis);
  }, tf.clone(x));
}

/** By up to `reach` pixels in each direction, all shifts alike. */
export function randomRoll(reach: number): Move {
  return (random) => {
    const shift = () => Math.floor(random() * (2 * reach + 1)) - reach;
    const [down, right] = [shift(), shift()];
    return (picture) => rolled(picture, down, right);
  };
}
