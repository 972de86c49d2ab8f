import { beforeAll, expect, test } from 'vitest';
import { withGradient } from '../../../src/lib/engine/gradient.ts';
import { aside } from '../../../src/lib/engine/tape.ts';
import { tf, type Scalar, type Tensor1D } from '../../../src/lib/engine/tf.ts';
import { useBackend, valuesOf } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

/** The identity; says how many tensors there are when a pass goes through it, and when its gradient does. */
function gauge(x: Tensor1D, read: (tensors: number) => void): Tensor1D {
  return tf.customGrad((...args: unknown[]) => ({
    value: (args[0] as Tensor1D).clone(),
    gradFunc: (dy: tf.Tensor) => {
      read(tf.memory().numTensors);
      return dy.clone();
    },
  }))(x) as Tensor1D;
}

test('What a long pass has made is gone when its gradient comes back to the beginning', () => {
  const x = tf.tensor1d([0.5, -1]);
  const before = tf.memory().numTensors;
  let atTheEnd = Infinity;
  const { loss, gradient } = withGradient(x, (start) => {
    let y = gauge(start, (tensors) => (atTheEnd = tensors));
    for (let i = 0; i < 50; i++) y = tf.sin(tf.mul(y, y));
    return { loss: tf.sum(y) as Scalar, keep: {} };
  });
  // The loss, the gradient on its way, and some that TF.js takes while it adds two of them up.
  expect(atTheEnd - before).toBeLessThan(12);
  tf.dispose([loss, gradient, x]);
});

test('A tensor that is used twice, and one that comes through unchanged, get the sum of their gradients', () => {
  const x = tf.tensor1d([3]);
  const { loss, gradient, keep } = withGradient(x, (start) => {
    const twice = tf.add(start, start) as Tensor1D;
    const same = gauge(twice, () => undefined);
    const product = tf.mul(tf.mul(same, twice), start);
    return { loss: tf.sum(tf.add(product, same)) as Scalar, keep: { twice, product } };
  });
  // 4 x³ + 2 x
  expect([...valuesOf(loss)]).toEqual([114]);
  expect([...valuesOf(gradient)]).toEqual([110]);
  expect([...valuesOf(keep['twice']!)]).toEqual([6]);
  expect([...valuesOf(keep['product']!)]).toEqual([108]);
  x.dispose();
});

test('What is computed aside is no part of the gradient, and leaves nothing but itself', () => {
  const [x, other] = [tf.tensor1d([2]), tf.tensor1d([5])];
  const before = tf.memory().numTensors;
  let made = 0;
  const { loss, gradient } = withGradient(x, (start) => {
    const already = tf.memory().numTensors;
    const factor = aside(other, (five) => tf.sqrt(tf.square(tf.neg(five))));
    made = tf.memory().numTensors - already;
    return { loss: tf.sum(tf.mul(start, factor)) as Scalar, keep: {} };
  });
  expect(made).toBe(1);
  expect([...valuesOf(loss), ...valuesOf(gradient)]).toEqual([10, 5]);
  expect(tf.memory().numTensors).toBe(before);
  tf.dispose([x, other]);
});
