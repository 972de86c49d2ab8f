import type { Tensor4D } from '../tf.ts';
import { own } from './own.ts';

/** Our kernel takes four numbers at a time. */
const numbersAtOnce = 4;

/**
 * One step of projected gradient descent in L2 on many pictures, in one kernel where there is one of ours: put together
 * from sixteen operations it takes longer than a small network's forward pass.
 *
 * @param x where the pictures are, [n, height, width, channels] @param origin the middles of their balls
 * @param smallest a shorter gradient is treated as this long
 * @returns clamp(origin + Π(x + size · g / ‖g‖ - origin)), or undefined where there is no such kernel
 */
export function ownAttackStep(
  x: Tensor4D,
  origin: Tensor4D,
  gradient: Tensor4D,
  attrs: { size: number; eps: number; smallest: number },
): Tensor4D | undefined {
  const [, height, width, channels] = x.shape;
  if ((height * width * channels) % numbersAtOnce !== 0) return undefined;
  return own('AttackStep')?.<Tensor4D>({ x, origin, gradient }, attrs);
}
