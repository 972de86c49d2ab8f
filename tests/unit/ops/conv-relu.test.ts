import { beforeAll, describe, expect, test } from 'vitest';
import { conv, freeze, type Conv } from '../../../src/lib/engine/ops/conv.ts';
import { tf, type Tensor1D, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { differences, randomTensor, randomValues, useBackend, valuesOf } from '../../helpers.ts';

const shape: [number, number, number, number] = [2, 6, 5, 3];

/** @param bias one for each of the four output channels */
function frozenConv(side: number, bias: number[]): Conv {
  const kernel = randomTensor<Tensor4D>([side, side, 3, bias.length], 1);
  return freeze(kernel, tf.tensor1d(bias));
}

const convRelu = (x: Tensor4D, frozen: Conv) => conv(x, frozen, 'relu');

/** TF.js's own three kernels and their own gradients. */
const plain = (x: Tensor4D, { kernel, bias }: Conv) =>
  tf.relu(tf.add(tf.conv2d(x, kernel, 1, 'same'), bias)) as Tensor4D;

describe.each(['cpu', 'wasm'] as const)('A frozen convolution with ReLU on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each([1, 3, 5])("with a kernel of side %d gives what TF.js's own operations give", (side) => {
    const frozen = frozenConv(side, [0.3, -0.2, 0, 0.1]);
    const x = randomTensor<Tensor4D>(shape, 2);
    expect(valuesOf(convRelu(x, frozen))).toBeNear(valuesOf(plain(x, frozen)), 1e-6);
  });

  test.each([1, 3, 5])("with a kernel of side %d has TF.js's own gradient wrt the image", (side) => {
    const frozen = frozenConv(side, [0.3, -0.2, 0, 0.1]);
    const x = randomTensor<Tensor4D>(shape, 2);
    const weights = randomTensor<Tensor4D>([2, 6, 5, 4], 3);
    const gradientOf = (f: typeof plain) =>
      valuesOf(tf.grad((image) => tf.sum(tf.mul(weights, f(image as Tensor4D, frozen))))(x));
    expect(gradientOf(convRelu)).toBeNear(gradientOf(plain), 1e-5);
  });

  test('has the gradient that finite differences find', () => {
    // Two channels all alive, two all dead: away from the kink a difference is exact.
    const frozen = frozenConv(3, [20, -20, 20, -20]);
    const weights = randomTensor<Tensor4D>([2, 6, 5, 4], 3);
    const objective = (x: Tensor4D) => tf.sum(tf.mul(weights, convRelu(x, frozen)));
    const start = randomValues(180, 2);
    const slopes = differences((x) => valuesOf(objective(tf.tensor4d(x, shape)))[0]!, start, 0.5);
    const gradient = valuesOf(tf.grad((x) => objective(x as Tensor4D))(tf.tensor4d(start, shape)));
    expect(gradient).toBeNear(slopes, 1e-4);
  });

  test('passes no gradient where nothing is above zero', () => {
    const frozen = frozenConv(3, [-20, -20, -20, -20]);
    const gradient = tf.grad((x) => tf.sum(convRelu(x as Tensor4D, frozen)))(randomTensor(shape, 2));
    expect(valuesOf(gradient).every((value) => value === 0)).toBe(true);
  });

  test('keeps the images of a batch apart', () => {
    const frozen = frozenConv(5, [0.3, -0.2, 0, 0.1]);
    const gradientOf = (x: Tensor4D) => tf.grad((image) => tf.sum(convRelu(image as Tensor4D, frozen)))(x);
    const both = randomTensor<Tensor4D>(shape, 2);
    const second = tf.slice(both, [1], [1]);
    expect(valuesOf(gradientOf(both)).slice(90)).toBeNear(valuesOf(gradientOf(second)), 1e-6);
  });

  test('owns nothing but its result', () => {
    const frozen = frozenConv(3, [0, 0, 0, 0]);
    const x = randomTensor<Tensor4D>(shape, 2);
    const before = tf.memory().numTensors;
    valuesOf(tf.grad((image) => tf.sum(convRelu(image as Tensor4D, frozen)))(x));
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('Freezing a convolution turns its kernel round in both directions and swaps its channels', async () => {
  await useBackend('cpu');
  const kernel = tf.reshape(tf.range(0, 36), [3, 3, 2, 2]) as Tensor4D;
  const { back: turned } = freeze(kernel, tf.zeros([2]) as Tensor1D);
  const [there, back] = [kernel.arraySync(), turned[0]!.arraySync()];
  for (let y = 0; y < 3; y++) {
    for (let x = 0; x < 3; x++) {
      for (const [i, o] of [0, 0, 1, 1].map((i, k) => [i, k % 2] as const)) {
        expect(back[y]![x]![o]![i]).toBe(there[2 - y]![2 - x]![i]![o]);
      }
    }
  }
});
