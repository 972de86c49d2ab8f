import { beforeAll, describe, expect, test } from 'vitest';
import { installKernels } from '../../../src/lib/engine/kernels/install.ts';
import { crossEntropyWithGradient } from '../../../src/lib/engine/ops/cross-entropy.ts';
import { dense, freezeDense } from '../../../src/lib/engine/ops/dense.ts';
import { tf, type Tensor2D } from '../../../src/lib/engine/tf.ts';
import { rules } from '../../../src/lib/training/rules.ts';
import { randomValues, useBackend, valuesOf } from '../../helpers.ts';

/** With kernels of our own, or put together from TF.js's operations. */
const ways = [
  ['wasm, relaxed', async () => (await useBackend('wasm'), installKernels('relaxed'))],
  ['wasm, simd', async () => (await useBackend('wasm'), installKernels('simd'))],
  ['cpu', () => useBackend('cpu')],
] as const;

/** Each of a matrix's rows. */
const rowsOf = (values: ArrayLike<number>, columns: number) =>
  Array.from({ length: values.length / columns }, (_, row) =>
    Array.from({ length: columns }, (_, i) => values[row * columns + i]!),
  );

describe.each(ways)('On %s', (_, start) => {
  beforeAll(async () => void (await start()));

  test.each([
    [1, 10],
    [5, 10],
    [64, 3],
    [2, 1],
  ])('the cross-entropy of %d rows of %d logits and its gradient are what float64 gives', (rows, classes) => {
    const logits = randomValues(rows * classes, 1, -30, 30);
    const labels = new Float32Array(rows * classes);
    for (let row = 0; row < rows; row++) labels[row * classes + ((7 * row) % classes)] = 1;
    const wanted = rowsOf(labels, classes);
    const softmax = rowsOf(logits, classes).map((row) => {
      const largest = Math.max(...row);
      const sum = row.reduce((total, value) => total + Math.exp(value - largest), 0);
      return row.map((value) => ({ log: value - largest - Math.log(sum) }));
    });
    const loss = softmax.flat().reduce((sum, { log }, i) => sum - labels[i]! * log, 0);
    const gradient = softmax.flatMap((row, i) => row.map(({ log }, k) => Math.exp(log) - wanted[i]![k]!));
    const computed = tf.tidy(() =>
      crossEntropyWithGradient(tf.tensor2d(logits, [rows, classes]), tf.tensor2d(labels, [rows, classes])),
    );
    expect(valuesOf(computed.loss)).toBeNear([loss], 1e-6);
    expect(valuesOf(computed.gradient)).toBeNear(gradient, 1e-6);
  });

  test('logits that are no numbers give a loss that is none', () => {
    const logits = tf.tensor2d([1, NaN, 2, 3, 4, 5], [2, 3]);
    const labels = tf.tensor2d([1, 0, 0, 0, 1, 0], [2, 3]);
    const { loss, gradient } = tf.tidy(() => crossEntropyWithGradient(logits, labels));
    expect(valuesOf(loss)).toEqual(Float32Array.of(NaN));
    expect([...valuesOf(gradient)].slice(0, 3)).toEqual([NaN, NaN, NaN]);
  });

  test.each([
    [5, 7, 5],
    [64, 1568, 10],
    [13, 90, 18],
  ])(
    'a dense layer of %d rows, %d to %d, and its gradient are what float64 gives',
    (rows, inputs, outputs) => {
      const [x, kernel] = [randomValues(rows * inputs, 1), randomValues(inputs * outputs, 2)];
      const [bias, asked] = [randomValues(outputs, 3), randomValues(rows * outputs, 4)];
      const y = rowsOf(x, inputs).flatMap((row) =>
        Array.from(bias, (begin, j) =>
          row.reduce((sum, value, i) => sum + value * kernel[i * outputs + j]!, begin),
        ),
      );
      const dx = rowsOf(asked, outputs).flatMap((row) =>
        rowsOf(kernel, outputs).map((taps) => taps.reduce((sum, tap, j) => sum + tap * row[j]!, 0)),
      );
      const layer = freezeDense(tf.tensor2d(kernel, [inputs, outputs]), tf.tensor1d(bias));
      const given = tf.tensor2d(x, [rows, inputs]);
      expect(valuesOf(tf.tidy(() => dense(given, layer)))).toBeNear(y, 2e-6);
      const dy = tf.tensor2d(asked, [rows, outputs]);
      const gradient = tf.grad((at) => tf.sum(tf.mul(dy, dense(at as Tensor2D, layer))));
      expect(valuesOf(gradient(given))).toBeNear(dx, 2e-6);
    },
  );

  test.each([1, 4, 1003])('three steps of Adam on %d numbers are what float64 gives', (count) => {
    const [weights, mean, square] = [
      randomValues(count, 1),
      new Float64Array(count),
      new Float64Array(count),
    ];
    const expected = Float64Array.from(weights);
    let moved = [tf.tensor1d(weights), tf.zeros<tf.Rank.R1>([count]), tf.zeros<tf.Rank.R1>([count])];
    for (let step = 0; step < 3; step++) {
      const gradient = randomValues(count, 2 + step, -0.01, 0.01);
      gradient.forEach((g, i) => {
        mean[i] = 0.9 * mean[i]! + 0.1 * g;
        square[i] = 0.999 * square[i]! + 0.001 * g * g;
        const size = Math.sqrt(square[i]! / (1 - 0.999 ** (step + 1))) + 1e-8;
        expected[i]! -= (0.01 * mean[i]!) / (1 - 0.9 ** (step + 1)) / size;
      });
      const [vector, ...vectors] = moved;
      moved = tf.tidy(() => rules.adam.step(vector!, tf.tensor1d(gradient), { steps: step, vectors }, 0.01));
    }
    [expected, mean, square].forEach((values, i) => expect(valuesOf(moved[i]!)).toBeNear(values, 2e-6));
  });
});
