import { letGoOnTheWayBack } from './tape.ts';
import { tf, type Scalar, type Tensor } from './tf.ts';

/** A scalar to follow and whatever else the forward pass computed on the way that the caller wants to keep. */
export interface Forward<Kept extends Record<string, Tensor>> {
  loss: Scalar;
  keep: Kept;
}

/**
 * One forward and one backward pass wrt `x`. What the forward pass keeps (logits, say) costs nothing extra, and
 * nothing is read back from the device.
 *
 * @returns the loss, the gradient (shape of x) and the kept tensors; the caller disposes all of them.
 */
export function withGradient<X extends Tensor, Kept extends Record<string, Tensor>>(
  x: X,
  forward: (x: X) => Forward<Kept>,
): { loss: Scalar; gradient: X; keep: Kept } {
  let kept: Kept | undefined;
  const { value, grad } = tf.valueAndGrad((image: Tensor) => {
    const { loss, keep } = forward(image as X);
    kept = keep;
    for (const tensor of Object.values(keep)) tf.keep(tensor);
    letGoOnTheWayBack(loss);
    return loss;
  })(x);
  return { loss: value as Scalar, gradient: grad as X, keep: kept! };
}
