import { expect, test } from 'vitest';
import { memoryOf, type PrivateBackend } from '../../../src/lib/engine/kernels/private-tfjs.ts';
import { conv, freeze } from '../../../src/lib/engine/ops/conv.ts';
import { gramMatrix } from '../../../src/lib/engine/ops/gram-matrix.ts';
import { halve } from '../../../src/lib/engine/ops/halve.ts';
import { maxPool } from '../../../src/lib/engine/ops/max-pool.ts';
import { tf, type Tensor1D, type Tensor2D, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { Lbfgs } from '../../../src/lib/optimizers/lbfgs.ts';
import { randomTensor, useBackend } from '../../helpers.ts';

const evaluations = 200;

test('Two hundred evaluations through all of our kernels hold no more at their end than at their beginning', async () => {
  await useBackend('wasm');
  const memory = memoryOf(tf.backend() as unknown as PrivateBackend)!;
  const layer = (shape: [number, number, number, number], seed: number, stride = 1) =>
    freeze(randomTensor(shape, seed, -0.3, 0.3), tf.fill([shape[3]], 0.1) as Tensor1D, { stride });
  const layers = [layer([3, 3, 3, 8], 1), layer([3, 3, 8, 16], 2), layer([3, 3, 16, 8], 3, 2)];
  const goal = randomTensor<Tensor2D>([8, 8], 4, 0, 1);
  const loss = (x: Tensor4D) => {
    const low = halve(conv(conv(x, layers[0]!, 'relu'), layers[1]!, 'relu'));
    const high = maxPool(conv(low, layers[2]!, 'relu'), { side: 2, stride: 2, padding: 0 });
    return tf.sum(tf.square(tf.sub(gramMatrix(tf.reshape(high, [-1, 8]) as Tensor2D), goal)));
  };
  let seen = 0;
  const optimizer = new Lbfgs(randomTensor([1, 24, 20, 3], 5, 0, 1), async (x) => {
    seen++;
    const { value, grad } = tf.valueAndGrad((at) => loss(at as Tensor4D))(x);
    const parts = tf.reshape(value, [1]) as Tensor1D;
    value.dispose();
    return { gradient: grad, parts };
  });
  await optimizer.begin();
  for (let i = 0; i < 12; i++) await optimizer.step();
  const before = { ...tf.memory(), heap: memory.buffer.byteLength };
  for (seen = 0; seen < evaluations;) await optimizer.step();
  const after = { ...tf.memory(), heap: memory.buffer.byteLength };
  expect(after).toEqual(before);
  optimizer.dispose();
});
