import type { Net } from '../engine/models.ts';
import { dense } from '../engine/ops/dense.ts';
import { tf, type Tensor2D } from '../engine/tf.ts';
import type { Weights } from '../engine/weights.ts';
import { frozenDense } from './frozen-dense.ts';
import { convLayer, halveByMaximum } from './layers.ts';

/**
 * The digit classifier of the MNIST challenge (Madry et al. 2017): conv 5x5x32, pool, conv 5x5x64, pool, a hidden
 * layer of 1024, ten logits; 3 274 634 parameters. Standard and robust differ in their weights alone.
 *
 * Activations: relu1 [n, 28, 28, 32], pool1, relu2 [n, 14, 14, 64], pool2, representation [n, 1024], logits [n, 10].
 */
export function mnistCnn(weights: Weights): Net {
  const conv1 = convLayer(weights, 'conv1');
  const conv2 = convLayer(weights, 'conv2');
  const [fc1, fc2] = [frozenDense(weights, 'fc1'), frozenDense(weights, 'fc2')];

  return (image) => {
    const relu1 = conv1(image);
    const pool1 = halveByMaximum(relu1);
    const relu2 = conv2(pool1);
    const pool2 = halveByMaximum(relu2);
    const flat = tf.reshape(pool2, [image.shape[0], fc1.kernel.shape[0]]) as Tensor2D;
    const representation = tf.relu(dense(flat, fc1)) as Tensor2D;
    const logits = dense(representation, fc2);
    return { relu1, pool1, relu2, pool2, representation, logits };
  };
}
