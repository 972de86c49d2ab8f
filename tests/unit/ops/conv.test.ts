import { beforeAll, describe, expect, test } from 'vitest';
import { conv, freeze } from '../../../src/lib/engine/ops/conv.ts';
import { tf, type Tensor1D, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { randomTensor, randomValues, sizeOf, useBackend, valuesOf } from '../../helpers.ts';

interface Case {
  side: number;
  stride: number;
  padding: number;
  size: [number, number];
}

const [batch, input, output] = [2, 3, 4];
const bias = [0.3, -0.2, 0, 0.1];

/** A convolution and its gradient by definition, one product at a time. Kernel and images channels last. */
function byDefinition(
  { side, stride, padding, size: [height, width] }: Case,
  x: Float32Array,
  kernel: Float32Array,
) {
  const [rows, columns] = [height, width].map((s) => Math.floor((s + 2 * padding - side) / stride) + 1);
  const shape = [batch, rows!, columns!, output];
  const y = new Float32Array(sizeOf(shape)).map((_, i) => bias[i % output]!);
  const dy = randomValues(y.length, 3);
  const dx = new Float32Array(x.length);
  for (let n = 0; n < batch; n++)
    for (let row = 0; row < rows!; row++)
      for (let column = 0; column < columns!; column++)
        for (let tap = 0; tap < side * side; tap++) {
          const [down, right] = [Math.floor(tap / side), tap % side];
          const [i, j] = [row * stride + down - padding, column * stride + right - padding];
          if (i < 0 || j < 0 || i >= height || j >= width) continue;
          const out = ((n * rows! + row) * columns! + column) * output;
          const at = ((n * height + i) * width + j) * input;
          for (let c = 0; c < input; c++)
            for (let o = 0; o < output; o++) {
              const weight = kernel[(tap * input + c) * output + o]!;
              y[out + o]! += weight * x[at + c]!;
              dx[at + c]! += weight * dy[out + o]!;
            }
        }
  return { shape, y, dy, dx };
}

const cases: Case[] = [
  { side: 3, stride: 1, padding: 1, size: [5, 6] },
  { side: 1, stride: 1, padding: 0, size: [4, 3] },
  { side: 3, stride: 1, padding: 0, size: [6, 5] },
  { side: 1, stride: 2, padding: 0, size: [6, 8] },
  { side: 1, stride: 2, padding: 0, size: [7, 5] },
  { side: 3, stride: 2, padding: 1, size: [8, 6] },
  { side: 3, stride: 2, padding: 1, size: [7, 9] },
  { side: 3, stride: 2, padding: 1, size: [6, 7] },
  { side: 7, stride: 2, padding: 3, size: [16, 13] },
  { side: 7, stride: 2, padding: 3, size: [11, 18] },
  { side: 11, stride: 4, padding: 2, size: [23, 20] },
  { side: 11, stride: 4, padding: 2, size: [26, 25] },
];
const named = cases.map((each) => {
  const { side, stride, padding, size } = each;
  return [`${side}x${side}, stride ${stride}, padding ${padding}, ${size.join('x')} pixels`, each] as const;
});

describe.each(['cpu', 'wasm'] as const)('A frozen convolution on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(named)('of %s', (_, { side, stride, padding, size }) => {
    const x = randomValues(batch * size[0] * size[1] * input, 1);
    const weights = randomValues(side * side * input * output, 2);
    const expected = byDefinition({ side, stride, padding, size }, x, weights);
    const image = () => tf.tensor4d(x, [batch, ...size, input]);
    const frozen = () =>
      freeze(tf.tensor4d(weights, [side, side, input, output]), tf.tensor1d(bias), { stride, padding });

    test('is the sum over its taps', () => {
      const y = conv(image(), frozen(), 'linear');
      expect(y.shape).toEqual(expected.shape);
      expect(valuesOf(y)).toBeNear(expected.y, 1e-5);
      const positive = expected.y.map((value) => Math.max(0, value));
      expect(valuesOf(conv(image(), frozen(), 'relu'))).toBeNear(positive, 1e-5);
    });

    test('has the gradient of that sum', () => {
      const dy = tf.tensor(expected.dy, expected.shape);
      const once = frozen();
      const gradient = tf.grad((at) => tf.sum(tf.mul(dy, conv(at as Tensor4D, once, 'linear'))));
      expect(valuesOf(gradient(image()))).toBeNear(expected.dx, 1e-5);
    });
  });

  test('passes no gradient where its ReLU is silent', () => {
    const frozen = freeze(randomTensor<Tensor4D>([3, 3, 3, 4], 1), tf.fill([4], -50) as Tensor1D, {
      stride: 2,
    });
    const gradient = tf.grad((x) => tf.sum(conv(x as Tensor4D, frozen, 'relu')))(
      randomTensor([1, 6, 6, 3], 2),
    );
    expect(valuesOf(gradient).every((value) => value === 0)).toBe(true);
  });

  test('pads by half its side when nothing is said', () => {
    const frozen = freeze(randomTensor<Tensor4D>([5, 5, 3, 4], 1), tf.tensor1d(bias));
    expect(conv(randomTensor<Tensor4D>([1, 6, 7, 3], 2), frozen, 'linear').shape).toEqual([1, 6, 7, 4]);
  });

  test('owns nothing but its result', () => {
    const frozen = freeze(randomTensor<Tensor4D>([3, 3, 3, 4], 1), tf.tensor1d(bias), { stride: 2 });
    const x = randomTensor<Tensor4D>([1, 7, 6, 3], 2);
    const before = tf.memory().numTensors;
    valuesOf(tf.grad((image) => tf.sum(conv(image as Tensor4D, frozen, 'relu')))(x));
    expect(tf.memory().numTensors).toBe(before);
  });
});
