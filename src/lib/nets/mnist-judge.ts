import type { Net } from '../engine/models.ts';
import { dense } from '../engine/ops/dense.ts';
import { halve } from '../engine/ops/halve.ts';
import { tf, type Tensor2D } from '../engine/tf.ts';
import type { Weights } from '../engine/weights.ts';
import { frozenDense } from './frozen-dense.ts';
import { convLayer } from './layers.ts';

/**
 * The independent reader of the frames: five 3x3 convolutions with average pooling, another architecture than the
 * nets it judges and trained against perturbations made for them. Nothing is ever optimised through it.
 *
 * Activations: relu1 to relu5, representation [n, 128] (global average), logits [n, 10].
 */
export function mnistJudge(weights: Weights): Net {
  const convs = [1, 2, 3, 4, 5].map((i) => convLayer(weights, `conv${i}`));
  const fc = frozenDense(weights, 'fc');

  return (image) => {
    const relu1 = convs[0]!(image);
    const relu2 = convs[1]!(relu1);
    const relu3 = convs[2]!(halve(relu2));
    const relu4 = convs[3]!(relu3);
    const relu5 = convs[4]!(halve(relu4));
    const representation = tf.mean(relu5, [1, 2]) as Tensor2D;
    const logits = dense(representation, fc);
    return { relu1, relu2, relu3, relu4, relu5, representation, logits };
  };
}
