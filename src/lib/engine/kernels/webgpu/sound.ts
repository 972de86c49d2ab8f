import { tf, type Tensor } from '../../tf.ts';
import { packed, zeroCode } from '../../uint8-kernels.ts';
import { convolution } from './convolution.ts';
import { convolutionGradient } from './convolution-gradient.ts';
import { gapGradient, squaredGap } from './gap.ts';
import { gramGap, gramGapGradient } from './gram-gap.ts';
import { halveGradient, maxPoolGradient } from './pool-gradient.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { addRelu, normalise, reluGradient } from './elementwise.ts';
import { share } from './sum.ts';
import { combination, scalarProducts } from './vectors.ts';

/** Far above rounding in single precision, and far below what a wrong program gives. */
const tolerance = 1e-3;
/** Pixels a side, and channels. */
const [side, channels] = [6, 8];

/**
 * Whether our kernels compile on this device and give what TF.js's give. Browsers' shader compilers and drivers differ,
 * and a reader must never have less than without us.
 */
export async function areSound(backend: PrivateWebGPUBackend): Promise<boolean> {
  backend.device.pushErrorScope('validation');
  let gap: Tensor | undefined;
  try {
    gap = tf.tidy(() => {
      const pairs = [...convolutions(backend), ...losses(backend), ...others(backend)];
      const gaps = pairs.map(([ours, theirs]) =>
        tf.div(tf.max(tf.abs(tf.sub(ours, theirs))), tf.max(tf.abs(theirs))),
      );
      return tf.max(tf.stack(gaps));
    });
    const [largest] = await gap.data();
    // Not the other way round: it may be no number.
    return (await backend.device.popErrorScope()) === null && largest! < tolerance;
  } catch {
    return false;
  } finally {
    gap?.dispose();
  }
}

/** What a kernel of ours gives, and what it should. */
type Pair = [ours: Tensor, theirs: Tensor];

const made = (info: tf.TensorInfo) => tf.engine().makeTensorFromTensorInfo(info);
const random = (shape: number[], seed: number) => tf.randomUniform(shape, -1, 1, 'float32', seed);

function convolutions(backend: PrivateWebGPUBackend): Pair[] {
  const x = random([1, side, side, channels], 1) as tf.Tensor4D;
  // Weights that there are in both ways.
  const bytes = Float32Array.from({ length: 9 * channels ** 2 }, (_, i) => (37 * i) % 255);
  const stored = tf.tensor4d(bytes, [3, 3, channels, channels]);
  const kernel = tf.div(tf.sub(stored, zeroCode), zeroCode) as tf.Tensor4D;
  const { codes, scale } = packed(stored, 1 / zeroCode, tf.ones([channels]));
  const bias = random([channels], 3);
  const theirs = tf.relu(tf.add(tf.conv2d(x, kernel, 1, 1), bias));
  const dy = random(theirs.shape, 4);
  const turned = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const masked = tf.mul(dy, tf.step(theirs)) as tf.Tensor4D;
  const shape = { stride: 1, padding: 1, height: side, width: side };
  const back = tf.conv2d(masked, turned, 1, 1);
  return [
    [made(convolution(backend, { x, kernel, bias }, { ...shape, relu: true })), theirs],
    [made(convolution(backend, { x, kernel: codes, scale, bias }, { ...shape, relu: true })), theirs],
    [made(convolutionGradient(backend, { dy, kernel, y: theirs }, shape)), back],
    [made(convolutionGradient(backend, { dy, kernel: codes, scale, y: theirs }, shape)), back],
    [made(reluGradient(backend, { dy, y: theirs })), masked],
  ];
}

function losses(backend: PrivateWebGPUBackend): Pair[] {
  const f = random([side * side, channels], 5) as tf.Tensor2D;
  const target = tf.eye(channels);
  const [scale, dy] = [tf.scalar(0.5), tf.scalar(3)];
  const missed = tf.sub(tf.div(tf.matMul(f, f, true), side * side), target);
  const gap = made(gramGap(backend, { f, target }));
  const goal = random(f.shape, 6);
  const weight = 2;
  return [
    [
      made(share(backend, { sums: gap, scale }, { begin: channels * channels, weight })),
      tf.sum(tf.square(missed)),
    ],
    [
      made(gramGapGradient(backend, { f, gap, scale, dy }, { weight })),
      tf.mul(tf.matMul(f, missed), (4 * weight * 0.5 * 3) / (side * side)),
    ],
    [tf.sum(made(squaredGap(backend, { x: f, target: goal }))), tf.sum(tf.square(tf.sub(f, goal)))],
    [made(gapGradient(backend, { x: f, target: goal, scale, dy }, { weight })), tf.mul(tf.sub(f, goal), 6)],
  ];
}

function others(backend: PrivateWebGPUBackend): Pair[] {
  const [a, b] = [random([1, side, side, channels], 7), random([1, side, side, channels], 8)] as [
    tf.Tensor4D,
    tf.Tensor4D,
  ];
  const [mean, std] = [random([channels], 9), tf.add(random([channels], 10), 2)];
  const [pooled, size] = [tf.maxPool(a, 2, 2, 'valid'), { height: side, width: side }];
  const halves = { side: 2, stride: 2, padding: 0 };
  const back = (pool: (x: tf.Tensor4D) => tf.Tensor4D) => tf.grad((x) => pool(x as tf.Tensor4D))(a, pooled);
  return [
    [made(addRelu(backend, { a, b })), tf.relu(tf.add(a, b))],
    [made(normalise(backend, { x: a, mean, std })), tf.div(tf.sub(a, mean), std)],
    [made(normalise(backend, { x: a, std })), tf.div(a, std)],
    [made(halveGradient(backend, { dy: pooled }, size)), back((x) => tf.avgPool(x, 2, 2, 'valid'))],
    [
      made(maxPoolGradient(backend, { x: a, y: pooled, dy: pooled }, halves)),
      back((x) => tf.maxPool(x, 2, 2, 'valid')),
    ],
    [made(scalarProducts(backend, [a, b, a])), tf.stack([tf.sum(tf.square(a)), tf.sum(tf.mul(a, b))])],
    [made(combination(backend, [a, b], { weights: [2, -3] })), tf.sub(tf.mul(a, 2), tf.mul(b, 3))],
  ];
}
