import { tf, type Tensor } from '../tf.ts';

/**
 * A kernel of our own (see ../kernels/), where the running backend has it.
 * @returns what runs it, for one tensor or several, or undefined: then the operation is put together from TF.js's
 */
export function own(
  name: string,
):
  | (<T extends Tensor | Tensor[] = Tensor>(
      inputs: Record<string, Tensor>,
      attrs?: Record<string, unknown>,
    ) => T)
  | undefined {
  if (!tf.getKernel(name, tf.getBackend())) return undefined;
  return <T extends Tensor | Tensor[] = Tensor>(
    inputs: Record<string, Tensor>,
    attrs: Record<string, unknown> = {},
  ) => tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap) as T;
}
