// Gradients wrt weights, and what the rules make of them, beside PyTorch's: tests/fixtures/parity-learning, written by
// `python -m training.golden.learning`.
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { tf, type Tensor4D } from '../../src/lib/engine/tf.ts';
import { smallCnnShapes } from '../../src/lib/nets/small-cnn-shapes.ts';
import { learningSmallCnn, smallCnn } from '../../src/lib/nets/small-cnn.ts';
import { labelsCrossEntropy } from '../../src/lib/objectives/cross-entropy.ts';
import { Learner } from '../../src/lib/training/learner.ts';
import type { RuleName } from '../../src/lib/training/rules.ts';
import { weightsIn } from '../../src/lib/training/weight-vector.ts';
import { useBackend, valuesOf } from '../helpers.ts';
import { lossAndGradient, madeUpBatch, madeUpWeights } from './learning-compute.ts';

interface Golden {
  width: number;
  steps: number;
  every: number;
  rates: Record<RuleName, number>;
  labels: number[];
  loss: number;
  values: Record<'gradient' | RuleName, number[]>;
}

const file = new URL('../fixtures/parity-learning/learning.json', import.meta.url);
const golden = JSON.parse(await readFile(file, 'utf8')) as Golden;
const { width, steps, every, rates, labels, values } = golden;
const shapes = smallCnnShapes(width);
const first = madeUpWeights(width);
const batchOf = () => madeUpBatch(labels);
const sampled = (vector: Float32Array) => vector.filter((_, i) => i % every === 0);

describe.each(['wasm', 'cpu'] as const)('On %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test("the gradient wrt every weight is PyTorch's", () => {
    const { loss, gradient } = lossAndGradient(width, batchOf());
    expect(valuesOf(loss)).toBeNear([golden.loss], 1e-5);
    expect(sampled(valuesOf(gradient))).toBeNear(values.gradient, 1e-4);
  });

  test('the network that learns and the one that is frozen are one', () => {
    const [learning, frozen] = tf.tidy(() => {
      const weights = weightsIn(tf.tensor1d(first), shapes);
      const { images } = batchOf();
      return [learningSmallCnn(images, weights), smallCnn({ ...weights })(images)['logits']!];
    });
    expect(valuesOf(learning)).toBeNear(valuesOf(frozen), 1e-6);
  });

  test.each(['sgd', 'adam'] as const)(`${steps} steps of %s lead to PyTorch's weights`, (rule) => {
    const batch = batchOf();
    const before = tf.memory().numTensors;
    const learner = new Learner(width, rule, { weights: first, memory: [], steps: 0 });
    for (let i = 0; i < steps; i++)
      learner.learn(batch, { norm: 'L2', eps: 0, steps: 1 }, rates[rule]).dispose();
    const weights = (learner.vectors[0]!.dataSync() as Float32Array).slice();
    learner.dispose();
    expect(tf.memory().numTensors).toBe(before);

    expect(sampled(weights)).toBeNear(values[rule], 1e-4);
    expect(learner.steps).toBe(steps);
  });
});

describe('The attack on a batch', () => {
  beforeAll(() => useBackend('wasm'));

  test.each(['L2', 'Linf'] as const)(
    'keeps each picture in its own ball and in the box, %s',
    async (norm) => {
      const { attackBatch } = await import('../../src/lib/training/batch-attack.ts');
      const eps = { L2: 2, Linf: 0.2 }[norm];
      const batch = batchOf();
      const net = smallCnn(weightsIn(tf.tensor1d(first), shapes));
      const loss = (images: Tensor4D) =>
        valuesOf(tf.tidy(() => labelsCrossEntropy(net(images)['logits']!, batch.labels)))[0]!;
      const attacked = attackBatch(net, batch.images, batch.labels, { norm, eps, steps: 3 });
      expect(loss(attacked)).toBeGreaterThan(1.2 * loss(batch.images));
      const [x, to] = [batch.images.dataSync(), attacked.dataSync()];
      for (let n = 0; n < labels.length; n++) {
        const change = Array.from({ length: 784 }, (_, i) => to[784 * n + i]! - x[784 * n + i]!);
        const size = norm === 'L2' ? Math.hypot(...change) : Math.max(...change.map(Math.abs));
        expect(size).toBeLessThan(1.0001 * eps);
        expect(size).toBeGreaterThan(0.5 * eps);
      }
      expect(Math.min(...to)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...to)).toBeLessThanOrEqual(1);
    },
  );
});
