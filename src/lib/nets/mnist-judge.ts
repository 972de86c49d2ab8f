import type { Net } from '../engine/models.ts';
import { convRelu } from '../engine/ops/conv-relu.ts';
import { dense } from '../engine/ops/dense.ts';
import { tf, type Tensor2D, type Tensor4D } from '../engine/tf.ts';
import type { Weights } from '../engine/weights.ts';
import { frozenConv, frozenDense } from './frozen.ts';

/**
 * The independent reader of the frames: five 3x3 convolutions with average pooling, another architecture than the
 * nets it judges and trained against perturbations made for them. Nothing is ever optimised through it.
 *
 * Activations: relu1 to relu5, representation [n, 128] (global average), logits [n, 10].
 */
export function mnistJudge(weights: Weights): Net {
  const convs = [1, 2, 3, 4, 5].map((i) => frozenConv(weights, `conv${i}`));
  const fc = frozenDense(weights, 'fc');
  const halve = (x: Tensor4D) => tf.avgPool(x, 2, 2, 'valid');

  return (image) => {
    const relu1 = convRelu(image, convs[0]!);
    const relu2 = convRelu(relu1, convs[1]!);
    const relu3 = convRelu(halve(relu2), convs[2]!);
    const relu4 = convRelu(relu3, convs[3]!);
    const relu5 = convRelu(halve(relu4), convs[4]!);
    const representation = tf.mean(relu5, [1, 2]) as Tensor2D;
    const logits = dense(representation, fc);
    return { relu1, relu2, relu3, relu4, relu5, representation, logits };
  };
}
