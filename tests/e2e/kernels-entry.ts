// Runs in the page of kernels.webgpu.spec.ts: our WebGPU kernels beside the same arithmetic in double precision.
import { startBackend } from '../../src/lib/engine/backend.ts';
import type { KernelsName } from '../../src/lib/engine/kernels-name.ts';
import { conv, freeze } from '../../src/lib/engine/ops/conv.ts';
import { own } from '../../src/lib/engine/ops/own.ts';
import { areSound } from '../../src/lib/engine/kernels/webgpu/sound.ts';
import { tf, type Tensor, type Tensor1D, type Tensor4D } from '../../src/lib/engine/tf.ts';
import { packed } from '../../src/lib/engine/uint8-kernels.ts';
import { gramDistance } from '../../src/lib/objectives/gram-distance.ts';
import { relativeDistance, targetOf } from '../../src/lib/objectives/relative-distance.ts';
import { hashed } from '../hashed.ts';
import { relativeError } from '../relative-error.ts';
import {
  codedKernel,
  convolution,
  gapShare,
  gramShare,
  halving,
  maxPooling,
  type ConvolutionCase,
} from '../kernels-reference.ts';

const errors: string[] = [];

/** Relative errors by name. */
type Errors = Record<string, number>;

const read = async (tensor: Tensor) => {
  const values = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return values;
};

/** A scalar function and its gradient at x, times `slope`, against what they should be. */
async function scalar(
  f: (x: Tensor) => tf.Scalar,
  x: Tensor,
  slope: number,
  expected: { value: number; gradient: Float64Array },
): Promise<Errors> {
  const { value, grad } = tf.valueAndGrad((at: Tensor) => tf.mul(f(at), slope) as tf.Scalar)(x);
  return {
    value: relativeError(await read(value), [expected.value * slope]),
    gradient: relativeError(
      await read(grad),
      expected.gradient.map((number) => number * slope),
    ),
  };
}

const engine = {
  async open(kernels?: KernelsName) {
    const { report } = await startBackend('webgpu', kernels);
    const { device } = tf.backend() as unknown as { device: GPUDevice };
    device.addEventListener('uncapturederror', ({ error }) => errors.push(error.message));
    return report.label;
  },

  /** What a device is asked before anything is chosen on it. */
  sound: () => areSound(tf.backend() as never),

  /** What WebGPU complained about so far. */
  complaints: () => errors,

  /** @param coded whether the kernel is there as the codes of a file */
  async convolution(shape: ConvolutionCase, activation: 'relu' | 'linear', coded = false): Promise<Errors> {
    const { pictures, height, width, channels, filters, side, stride, padding } = shape;
    const stored = codedKernel(shape);
    const expected = convolution(shape, activation, coded ? stored.kernel : undefined);
    const before = tf.memory().numTensors;
    const { y, gradient } = tf.tidy(() => {
      const x = tf.tensor4d(expected.x, [pictures, height, width, channels]);
      const bias = tf.tensor1d(expected.bias) as Tensor1D;
      const numbers = Float32Array.from(coded ? stored.codes : expected.kernel);
      const kernel = tf.tensor4d(numbers, [side, side, channels, filters]);
      const { codes, scale } = coded ? packed(kernel, 1, tf.tensor1d(stored.scale)) : {};
      const frozen = freeze((codes as Tensor4D | undefined) ?? kernel, bias, { stride, padding }, scale);
      const outcome = conv(x, frozen, activation);
      const dy = tf.tensor(expected.dy, outcome.shape);
      return { y: outcome, gradient: tf.grad((at) => conv(at as Tensor4D, frozen, activation))(x, dy) };
    });
    const found = {
      forward: relativeError(await read(y), expected.y),
      backward: relativeError(await read(gradient), expected.dx),
    };
    return { ...found, leak: tf.memory().numTensors - before };
  },

  async gram(pixels: number, channels: number, weight: number): Promise<Errors> {
    const values = hashed(pixels * channels, 1);
    const goal = hashed(channels * channels, 2, -0.3, 0.3);
    // A Gram matrix is symmetric.
    const symmetric = goal.map((_, i) => {
      const [row, column] = [Math.floor(i / channels), i % channels];
      return (goal[row * channels + column]! + goal[column * channels + row]!) / 2;
    });
    const before = tf.memory().numTensors;
    const x = tf.tensor4d(values, [1, pixels, 1, channels]);
    const target = targetOf(tf.tensor2d(symmetric, [channels, channels]));
    const found = await scalar(
      (at) => gramDistance(at as Tensor4D, target, weight),
      x,
      3,
      gramShare(values, symmetric, channels, weight),
    );
    tf.dispose([x, target.value, target.scale]);
    return { ...found, leak: tf.memory().numTensors - before };
  },

  async gap(numbers: number, weight: number): Promise<Errors> {
    const [values, goal] = [hashed(numbers, 1), hashed(numbers, 2)];
    const before = tf.memory().numTensors;
    const x = tf.tensor1d(values);
    const target = targetOf(tf.tensor1d(goal));
    const found = await scalar(
      (at) => relativeDistance(at, target, weight),
      x,
      2,
      gapShare(values, goal, weight),
    );
    tf.dispose([x, target.value, target.scale]);
    return { ...found, leak: tf.memory().numTensors - before };
  },

  /** @param pooling side, stride and padding of max pooling; not said, averages over 2x2 windows */
  async pool(size: [number, number, number], pooling?: [number, number, number]): Promise<Errors> {
    const { x, y, dy, dx } = pooling ? maxPooling(size, pooling) : halving(size);
    const [height, width, channels] = size;
    const [side, stride, padding] = pooling ?? [2, 2, 0];
    const outputs = (length: number) => Math.floor((length + 2 * padding - side) / stride) + 1;
    const tensor = (values: Float32Array, ...shape: [number, number]) =>
      tf.tensor4d(values, [1, ...shape, channels]);
    const out = [outputs(height), outputs(width)] as const;
    const gradient = tf.tidy(() =>
      pooling
        ? own('MaxPoolFirstGradient')!(
            { x: tensor(x, height, width), y: tensor(y, ...out), dy: tensor(dy, ...out) },
            { side, stride, padding },
          )
        : own('HalveGradient')!({ dy: tensor(dy, ...out) }, { height, width }),
    );
    return { gradient: relativeError(await read(gradient), dx) };
  },

  /** Numbers that come from those at the same place. */
  async elementwise(numbers: number, channels: number): Promise<Errors> {
    const [a, b] = [hashed(numbers * channels, 1), hashed(numbers * channels, 2)];
    const [mean, std] = [hashed(channels, 3), hashed(channels, 4, 0.5, 2)];
    const wide = (values: Float32Array) => tf.tensor2d(values, [numbers, channels]);
    const run = (name: string, inputs: Record<string, Tensor>) => own(name)!(inputs);
    const seen = tf.tidy(() => ({
      reluGradient: run('ReluGradient', { dy: wide(a), y: wide(b) }),
      addRelu: run('AddRelu', { a: wide(a), b: wide(b) }),
      normalised: run('Normalise', { x: wide(a), mean: tf.tensor1d(mean), std: tf.tensor1d(std) }),
      scaled: run('Normalise', { x: wide(a), std: tf.tensor1d(std) }),
    }));
    const expected: Record<keyof typeof seen, (i: number) => number> = {
      reluGradient: (i) => (b[i]! > 0 ? a[i]! : 0),
      addRelu: (i) => Math.max(0, a[i]! + b[i]!),
      normalised: (i) => (a[i]! - mean[i % channels]!) / std[i % channels]!,
      scaled: (i) => a[i]! / std[i % channels]!,
    };
    const errors: Errors = {};
    for (const name of Object.keys(seen) as (keyof typeof seen)[])
      errors[name] = relativeError(
        await read(seen[name]),
        Float64Array.from(a, (_, i) => expected[name](i)),
      );
    return errors;
  },

  /** Scalar products and a sum of so many vectors, each with its weight. */
  async vectors(count: number, numbers: number): Promise<Errors> {
    const vectors = Array.from({ length: count }, (_, i) => hashed(numbers, i + 2));
    const [x, weights] = [hashed(numbers, 1), [...hashed(count, 99)]];
    const before = tf.memory().numTensors;
    const { products, sum } = tf.tidy(() => {
      const tensors = vectors.map((vector) => tf.tensor1d(vector));
      const inputs = (all: Tensor[]) => Object.fromEntries(all.entries());
      return {
        products: own('ScalarProducts')!(inputs([...tensors, tf.tensor1d(x)])),
        sum: own('Combination')!(inputs(tensors), { weights }),
      };
    });
    const dot = (vector: Float32Array) => vector.reduce((total, value, i) => total + value * x[i]!, 0);
    return {
      products: relativeError(await read(products), vectors.map(dot)),
      sum: relativeError(
        await read(sum),
        Float64Array.from(x, (_, i) =>
          vectors.reduce((total, vector, j) => total + weights[j]! * vector[i]!, 0),
        ),
      ),
      leak: tf.memory().numTensors - before,
    };
  },
};

export type KernelsEngine = typeof engine;

Object.assign(globalThis, { engine });
