import { beforeAll, describe, expect, test } from 'vitest';
import { tf, type Tensor } from '../../../src/lib/engine/tf.ts';
import { crossEntropy } from '../../../src/lib/objectives/cross-entropy.ts';
import { classLogit } from '../../../src/lib/objectives/logit.ts';
import { differences, randomValues, useBackend, valuesOf } from '../../helpers.ts';

const rows = (values: Float32Array) => tf.tensor2d(values, [values.length / 10, 10]);
const logits = randomValues(30, 1, -5, 5);

/** -log softmax, in double precision. */
function reference(values: Float32Array, label: number): number {
  let sum = 0;
  for (let row = 0; row < values.length; row += 10) {
    const ten = [...values.slice(row, row + 10)];
    const top = Math.max(...ten);
    sum += top + Math.log(ten.reduce((all, x) => all + Math.exp(x - top), 0)) - ten[label]!;
  }
  return sum;
}

describe.each(['cpu', 'wasm'] as const)('On %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test('the logit of a class is its sum over the batch', () => {
    const expected = logits[4]! + logits[14]! + logits[24]!;
    expect(valuesOf(classLogit(rows(logits), 4))).toBeNear([expected], 1e-6);
  });

  test('the gradient of the logit is one at the class and zero elsewhere', () => {
    const gradient = tf.grad((x) => classLogit(x, 4))(rows(logits));
    expect([...valuesOf(gradient)]).toEqual([...logits].map((_, i) => (i % 10 === 4 ? 1 : 0)));
  });

  test('the cross-entropy is -log softmax of the label, summed over the batch', () => {
    for (const label of [0, 4, 9]) {
      expect(valuesOf(crossEntropy(rows(logits), label))).toBeNear([reference(logits, label)], 1e-5);
    }
  });

  test('the cross-entropy of ten equal logits is log 10', () => {
    expect(valuesOf(crossEntropy(rows(new Float32Array(10).fill(3)), 7))[0]).toBeCloseTo(Math.log(10), 5);
  });

  test('the cross-entropy stays finite where the exponentials do not', () => {
    const far = Float32Array.from({ length: 10 }, (_, i) => (i === 2 ? 1e4 : -1e4));
    expect(valuesOf(crossEntropy(rows(far), 2))[0]).toBe(0);
    expect(valuesOf(crossEntropy(rows(far), 3))[0]).toBe(2e4);
    const gradient = valuesOf(tf.grad((x: Tensor) => crossEntropy(x, 3))(rows(far)));
    expect([...gradient]).toEqual([0, 0, 1, -1, 0, 0, 0, 0, 0, 0]);
  });

  test('the gradient of the cross-entropy is what finite differences find', () => {
    const slopes = differences((x) => reference(x, 4), logits, 1e-3);
    expect(valuesOf(tf.grad((x) => crossEntropy(x, 4))(rows(logits)))).toBeNear(slopes, 1e-3);
  });
});
