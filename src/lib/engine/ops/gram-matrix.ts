import { tf, type Tensor2D } from '../tf.ts';
import { own } from './own.ts';

/**
 * Pixels of zeros at the end, which add nothing. Without them a side that is a power of two puts the columns of Fᵀ
 * where they push each other out of the processor's cache: on wasm TF.js then turns them ten times as slowly.
 */
const blank = 16;
/** Channels that our kernel takes at once. */
const channelsAtOnce = 8;

/**
 * FᵀF / pixels. The gradient wrt F is F (dG + dGᵀ) / pixels: without it TF.js would multiply by transposed matrices,
 * which on wasm takes several times as long.
 *
 * @param f [pixels, channels]
 * @returns [channels, channels]
 */
export function gramMatrix(f: Tensor2D): Tensor2D {
  const [pixels, channels] = f.shape;
  const fits = channels % channelsAtOnce === 0;
  return tf.customGrad((...args: unknown[]) => {
    const [at, save] = args as [Tensor2D, tf.GradSaveFunc];
    save([at]);
    const value: Tensor2D = (fits && own('Gram')?.<Tensor2D>({ f: at })) || products(at);
    const gradFunc = (dg: Tensor2D, saved: tf.Tensor[]) => {
      const kept = saved[0] as Tensor2D;
      const ours = fits ? own('GramGradient') : undefined;
      if (ours) return ours<Tensor2D>({ f: kept, dg });
      return tf.matMul(kept, tf.div(tf.add(dg, tf.transpose(dg)), pixels));
    };
    return { value, gradFunc };
  })(f) as Tensor2D;
}

function products(f: Tensor2D): Tensor2D {
  const padded = tf.pad(f, [
    [0, blank],
    [0, 0],
  ]) as Tensor2D;
  return tf.div(tf.matMul(tf.transpose(padded), padded), f.shape[0]);
}
