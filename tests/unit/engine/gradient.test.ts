import { beforeAll, expect, test } from 'vitest';
import { withGradient } from '../../../src/lib/engine/gradient.ts';
import { readTogether } from '../../../src/lib/engine/readback.ts';
import { tf, type Scalar } from '../../../src/lib/engine/tf.ts';
import { useBackend, valuesOf } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

const square = (x: tf.Tensor1D) => {
  const squares = tf.square(x);
  return { loss: tf.sum(squares) as Scalar, keep: { squares } };
};

test('One pass gives the loss, its gradient and what the objective kept, and nothing else stays', () => {
  const x = tf.tensor1d([1, -2, 3]);
  const before = tf.memory().numTensors;
  const { loss, gradient, keep } = withGradient(x, square);
  expect(tf.memory().numTensors).toBe(before + 3);
  expect([...valuesOf(loss)]).toEqual([14]);
  expect([...valuesOf(gradient)]).toEqual([2, -4, 6]);
  expect([...valuesOf(keep.squares)]).toEqual([1, 4, 9]);
  expect(tf.memory().numTensors).toBe(before);
  x.dispose();
});

test('What the objective kept outlives the tidy around it', () => {
  const x = tf.tensor1d([2]);
  const keep = tf.tidy(() => {
    const pass = withGradient(x, square);
    return pass.keep.squares;
  });
  expect([...valuesOf(keep)]).toEqual([4]);
  x.dispose();
});

test('An objective that fails says why', () => {
  const fail = () => {
    throw new Error('no such layer');
  };
  expect(() => withGradient(tf.tensor1d([2]), fail)).toThrow('no such layer');
});

test('Several tensors are read in one transfer, each in its own array', async () => {
  const tensors = [
    tf.tensor2d([
      [1, 2],
      [3, 4],
    ]),
    tf.scalar(5),
    tf.tensor1d([6, 7]),
  ];
  const before = tf.memory().numTensors;
  expect(await readTogether(tensors)).toEqual(
    [[1, 2, 3, 4], [5], [6, 7]].map((values) => Float32Array.from(values)),
  );
  expect(tf.memory().numTensors).toBe(before);
  tf.dispose(tensors);
});
