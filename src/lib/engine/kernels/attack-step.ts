import type { tf } from '../tf.ts';
import { ownKernel } from './kit.ts';

/** A step of PGD in L2 on a batch, all inputs [pictures, height, width, channels] of a multiple of 4 numbers a picture. */
export const attackStep = ownKernel(
  'AttackStep',
  (
    { x, origin, gradient }: Record<'x' | 'origin' | 'gradient', tf.TensorInfo>,
    { size, eps, smallest }: { size: number; eps: number; smallest: number },
    { wasm, heap },
  ) => {
    const [pictures, ...shape] = x.shape as [number, ...number[]];
    const count = shape.reduce((product, side) => product * side, 1);
    const y = heap.output(x.shape);
    const [from, centre, uphill, to] = [x, origin, gradient, y].map((each) => heap.pointer(each));
    wasm.attackStep(from!, centre!, uphill!, pictures, count, size, eps, smallest, to!);
    return y;
  },
);
