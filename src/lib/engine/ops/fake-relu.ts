import { tf, type Tensor } from '../tf.ts';

/**
 * A ReLU whose gradient is the identity, so that a coordinate of the representation that is silent can still be
 * woken (the robustness library's FakeReLU; Engstrom et al. 2019, "Adversarial Robustness as a Prior for Learned
 * Representations").
 */
export function fakeRelu<T extends Tensor>(x: T): T {
  return tf.customGrad((...args: unknown[]) => ({
    value: tf.relu(args[0] as Tensor),
    gradFunc: (dy: Tensor) => dy.clone(),
  }))(x) as T;
}
