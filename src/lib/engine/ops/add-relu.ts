import { tf, type Tensor } from '../tf.ts';
import { own } from './own.ts';

/** The ReLU of a + b, two tensors of one shape: where a residual block's two paths meet. */
export function addRelu<T extends Tensor>(a: T, b: T): T {
  if (!own('AddRelu')) return tf.relu(tf.add(a, b));
  return tf.customGrad((...args: unknown[]) => {
    const [left, right, save] = args as [T, T, tf.GradSaveFunc];
    const value = own('AddRelu')!<T>({ a: left, b: right });
    save([value]);
    const gradFunc = (dy: Tensor, [y]: Tensor[]) => {
      const passed = own('ReluGradient')!<Tensor>({ dy, y: y! });
      return [passed, passed.clone()];
    };
    return { value, gradFunc };
  })(a, b) as T;
}
