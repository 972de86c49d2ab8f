import type { Net } from '../engine/models.ts';
import { dense } from '../engine/ops/dense.ts';
import { learningConvRelu, learningDense } from '../engine/ops/learning.ts';
import { tf, type Tensor1D, type Tensor2D, type Tensor4D } from '../engine/tf.ts';
import type { Weights } from '../engine/weights.ts';
import { frozenDense } from './frozen-dense.ts';
import { convLayer, flatten } from './layers.ts';

// The digit classifier that a reader trains in the page: two convolutions of 4x4 at stride 2, one dense layer. A kernel
// whose side is a multiple of the stride reaches every pixel equally often, so that no grid is laid over the gradients
// (Odena et al. 2016). It is here twice: frozen, as attacks and traversals use it, and learning.

const places = { stride: 2, padding: 1 } as const;

/** Activations: relu1 [n, 14, 14, width], relu2 [n, 7, 7, 2 width], logits [n, 10]. */
export function smallCnn(weights: Weights): Net {
  const [conv1, conv2] = [convLayer(weights, 'conv1', places), convLayer(weights, 'conv2', places)];
  const fc = frozenDense(weights, 'fc');
  return (image) => {
    const relu1 = conv1(image);
    const relu2 = conv2(relu1);
    return { relu1, relu2, logits: dense(flatten(relu2), fc) };
  };
}

/**
 * The logits of the same network, with gradients wrt its weights and none wrt the pictures.
 * @param images [n, 28, 28, 1] @returns [n, 10]
 */
export function learningSmallCnn(images: Tensor4D, weights: Weights): Tensor2D {
  const conv = (x: Tensor4D, name: string, wrtInput: boolean) => {
    const [kernel, bias] = [weights[`${name}/kernel`] as Tensor4D, weights[`${name}/bias`] as Tensor1D];
    return learningConvRelu(x, kernel, bias, { ...places, wrtInput });
  };
  const relu2 = conv(conv(images, 'conv1', false), 'conv2', true);
  const flat = tf.reshape(relu2, [images.shape[0], -1]) as Tensor2D;
  return learningDense(flat, weights['fc/kernel'] as Tensor2D, weights['fc/bias'] as Tensor1D);
}
