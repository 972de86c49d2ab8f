// What the tests of learning compute, in Node and in a browser: a small network with made-up weights on made-up digits.
import { tf, type Tensor2D, type Tensor4D } from '../../src/lib/engine/tf.ts';
import { smallCnnShapes } from '../../src/lib/nets/small-cnn-shapes.ts';
import { learningSmallCnn } from '../../src/lib/nets/small-cnn.ts';
import { labelsCrossEntropy } from '../../src/lib/objectives/cross-entropy.ts';
import type { BatchAttack } from '../../src/lib/training/batch-attack.ts';
import type { Batch } from '../../src/lib/training/labelled-digits.ts';
import { Learner } from '../../src/lib/training/learner.ts';
import type { RuleName } from '../../src/lib/training/rules.ts';
import { sizeOf } from '../../src/lib/training/weight-shapes.ts';
import { vectorOf, weightsIn } from '../../src/lib/training/weight-vector.ts';
import { hashed } from '../hashed.ts';

/** The weights that training/golden/learning.py takes, in one vector. */
export const madeUpWeights = (width: number): Float32Array =>
  Float32Array.from(
    Object.entries(smallCnnShapes(width)).flatMap(([name, shape], i) => {
      const outputs = shape.at(-1)!;
      const size = name.endsWith('bias') ? 0.3 : 1.5 / Math.sqrt(sizeOf(shape) / outputs);
      return [...hashed(sizeOf(shape), i + 11, -size, size)];
    }),
  );

/** The caller disposes both. */
export const madeUpBatch = (labels: number[]): Batch => ({
  images: tf.tensor4d(hashed(labels.length * 784, 7, 0, 1), [labels.length, 28, 28, 1]),
  labels: tf.tidy(() => tf.cast(tf.oneHot(labels, 10), 'float32') as Tensor2D),
});

/** The mean cross-entropy and its gradient wrt every weight, in one vector. The caller disposes both. */
export function lossAndGradient(
  width: number,
  { images, labels }: Batch,
): { loss: tf.Tensor; gradient: tf.Tensor } {
  const shapes = smallCnnShapes(width);
  const names = Object.keys(shapes);
  return tf.tidy(() => {
    const weights = weightsIn(tf.tensor1d(madeUpWeights(width)), shapes);
    const { value, grads } = tf.valueAndGrads((...given) => {
      const named = Object.fromEntries(names.map((name, i) => [name, given[i]!]));
      return tf.div(labelsCrossEntropy(learningSmallCnn(images as Tensor4D, named), labels), labels.shape[0]);
    })(Object.values(weights));
    return { loss: value, gradient: vectorOf(grads) };
  });
}

/** The weights after some steps on one batch. */
export async function learned(
  width: number,
  labels: number[],
  { rule, rate, steps, attack }: { rule: RuleName; rate: number; steps: number; attack: BatchAttack },
): Promise<Float32Array> {
  const batch = madeUpBatch(labels);
  const learner = new Learner(width, rule, { weights: madeUpWeights(width), memory: [], steps: 0 });
  for (let i = 0; i < steps; i++) learner.learn(batch, attack, rate).dispose();
  const weights = (await learner.vectors[0]!.data()) as Float32Array;
  learner.dispose();
  tf.dispose([batch.images, batch.labels]);
  return weights.slice();
}
