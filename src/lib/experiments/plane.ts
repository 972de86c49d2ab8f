import type { Experiment } from '../engine/experiment.ts';
import { requireFinite } from '../engine/finite.ts';
import { tf, type Tensor2D, type Tensor4D } from '../engine/tf.ts';
import { digitShape, pixelTensor, type PictureShape } from '../pictures/tensors.ts';
import { clampToBox } from '../optimizers/pgd/steps.ts';
import { requireInteger, requireNumber } from './checks.ts';

/** What a net sees on a plane through a digit, or through another picture: picture (a, b) is clamp(origin + a · u + b · v). */
export interface PlaneConfig {
  /** Numbers in [0, 1], row by row: of a digit, 784. */
  origin: Float32Array;
  /** Of the picture; a digit's if not said. */
  shape?: PictureShape;
  /** Two directions, as many numbers each, orthonormal for a and b to be lengths. */
  u: Float32Array;
  v: Float32Array;
  /** The middle of the grid, the origin if not said, and how far a and b go from there to either side. */
  centre?: readonly [number, number];
  extent: number;
  /** Points on a side: a multiple of 8, plus one. */
  side: number;
  /** The net that reads, by id. */
  model: string;
}

/** One chunk of the grid. */
export interface PlaneFrame {
  /** Points read so far. */
  step: number;
  /** Points of the whole grid. */
  of: number;
  /** Every stride-th row and column is known once this chunk is in; infinite while not even the coarsest grid is. */
  stride: number;
  /** The chunk's points, row * side + column; row 0 has the largest b, column 0 the smallest a. */
  points: Uint16Array;
  /** As many a point as the net has classes. */
  probabilities: Float32Array;
}

const coarsest = 8;

/** Pictures read at once: always as many, so that a GPU compiles its shaders once. Fewer of large ones, for memory. */
function chunkOf({ width, height, channels }: PictureShape): number {
  const most = 64 * 32 * 32 * 3;
  return Math.max(1, Math.min(64, Math.floor(most / (width * height * channels))));
}

/** Reads the grid from coarse to fine, so that a rough map stands at once. Every pull reads one chunk. */
export const plane: Experiment<PlaneConfig, PlaneFrame> = async function* (config, context) {
  const { side, extent, shape = digitShape } = config;
  const pixels = shape.width * shape.height * shape.channels;
  const chunk = chunkOf(shape);
  requireInteger('side', side, 9, 129);
  requireInteger(`(side - 1) / ${coarsest}`, (side - 1) / coarsest, 1, 16);
  requireNumber('extent', extent, 1e-6, 1e3);
  for (const axis of [config.u, config.v])
    requireInteger('numbers of a direction', axis.length, pixels, pixels);
  const origin = pixelTensor(config.origin, shape);
  const axes = tf.tidy(() => tf.tensor2d([...config.u, ...config.v], [2, pixels]));
  try {
    const [net] = await context.models([config.model]);
    let stride = Infinity;
    let step = 0;
    for (const level of levels(side)) {
      for (let begin = 0; begin < level.points.length; begin += chunk) {
        context.signal.throwIfAborted();
        const points = Uint16Array.from(level.points.slice(begin, begin + chunk));
        const probabilities = await read(net!, origin, axes, places(points, chunk, config));
        step += points.length;
        requireFinite(probabilities, step);
        if (begin + chunk >= level.points.length) stride = level.stride;
        yield {
          step,
          of: side * side,
          stride,
          points,
          probabilities: probabilities.slice(0, points.length * (probabilities.length / chunk)),
        };
      }
    }
  } finally {
    tf.dispose([origin, axes]);
  }
};

/** The grid's points by the level at which they are first needed. */
function levels(side: number): { stride: number; points: number[] }[] {
  const result = [];
  for (let stride = coarsest; stride >= 1; stride /= 2) {
    const points: number[] = [];
    for (let row = 0; row < side; row += stride) {
      for (let column = 0; column < side; column += stride) {
        const known = stride < coarsest && row % (2 * stride) === 0 && column % (2 * stride) === 0;
        if (!known) points.push(row * side + column);
      }
    }
    result.push({ stride, points });
  }
  return result;
}

/** (a, b) of each point, padded to a whole chunk. */
function places(
  points: Uint16Array,
  chunk: number,
  { side, extent, centre = [0, 0] }: PlaneConfig,
): Float32Array {
  const pairs = new Float32Array(2 * chunk);
  points.forEach((point, i) => {
    pairs[2 * i] = centre[0] + extent * ((2 * (point % side)) / (side - 1) - 1);
    pairs[2 * i + 1] = centre[1] + extent * (1 - (2 * Math.floor(point / side)) / (side - 1));
  });
  return pairs;
}

async function read(
  net: (image: Tensor4D) => Record<string, tf.Tensor>,
  origin: Tensor4D,
  axes: Tensor2D,
  pairs: Float32Array,
): Promise<Float32Array> {
  const probabilities = tf.tidy(() => {
    const deltas = tf.matMul(tf.tensor2d(pairs, [pairs.length / 2, 2]), axes);
    const images = clampToBox(tf.add(origin, tf.reshape(deltas, [-1, ...origin.shape.slice(1)])));
    return tf.softmax(net(images)['logits']!);
  });
  try {
    return (await probabilities.data()) as Float32Array;
  } finally {
    probabilities.dispose();
  }
}
