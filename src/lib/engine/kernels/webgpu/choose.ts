import { conv, freeze, type Conv } from '../../ops/conv.ts';
import { tf, type Tensor1D, type Tensor4D } from '../../tf.ts';
import { keepChoice, keptChoice, type Choice } from './choice-store.ts';
import { zeroCode } from '../../uint8-kernels.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { backwardWays, forwardWays, take, weightsWays, type Ways } from './ways.ts';

/** Convolutions as style transfer has them, near the picture and deep down. */
const shapes = [
  { side: 96, channels: 64 },
  { side: 24, channels: 256 },
] as const;
/** The first round compiles; of the others the fastest counts, since all that disturbs makes slower. */
const rounds = 4;

/** Milliseconds that a way takes. */
export type Measure = (ways: Ways) => Promise<number>;

/** What is asked of a device. */
export interface Device {
  /** Whether our kernels compute there what they should. */
  sound: () => Promise<boolean>;
  measure: Measure;
}

/**
 * The fastest ways through a convolution on this device: those kept from an earlier visit, else those that a short
 * measurement finds. TF.js's own choices were tuned on other devices than the reader's, and ours on none.
 *
 * @param called what the adapter says of itself
 */
export async function chooseWays(called: string, { sound, measure }: Device): Promise<Choice> {
  const kept = await keptChoice(called);
  if (kept) return kept;
  const choice = (await sound()) ? await fastestWays(measure) : 'tfjs';
  await keepChoice(called, choice);
  return choice;
}

async function fastestWays(measure: Measure): Promise<Ways> {
  const floats: Ways = { forward: 'ours', backward: 'ours', weights: 'float32' };
  const forward = await fastest(forwardWays, (way) => measure({ ...floats, forward: way }));
  const backward = await fastest(backwardWays, (way) => measure({ ...floats, forward, backward: way }));
  // Only our own convolutions, both ways, read codes.
  if (forward !== 'ours' || backward !== 'ours') return { ...floats, forward, backward };
  const weights = await fastest(weightsWays, (way) => measure({ ...floats, weights: way }));
  return { forward, backward, weights };
}

async function fastest<Way>(ways: readonly Way[], measure: (way: Way) => Promise<number>): Promise<Way> {
  let best: { way: Way; ms: number } | undefined;
  for (const way of ways) {
    const ms = await measure(way);
    if (best === undefined || ms < best.ms) best = { way, ms };
  }
  return best!.way;
}

/** Times a convolution with its gradient, both ways together, over all shapes. */
export function measureOn(backend: PrivateWebGPUBackend): Measure {
  return async (ways) => {
    take(ways, backend);
    let total = 0;
    for (const { side, channels } of shapes) {
      const x = tf.randomUniform([1, side, side, channels], -1, 1, 'float32', 1) as Tensor4D;
      const frozen = madeUp(channels, ways.weights);
      try {
        const times: number[] = [];
        for (let round = 0; round < rounds; round++) times.push(await timeOnce(x, frozen));
        total += Math.min(...times.slice(1));
      } finally {
        const { kernel, scale, bias, back } = frozen;
        tf.dispose([x, kernel, bias, ...[scale, ...back].filter((each) => each !== undefined)]);
      }
    }
    return total;
  };
}

function madeUp(channels: number, weights: Ways['weights']): Conv {
  const bias = tf.zeros([channels]) as Tensor1D;
  if (weights === 'float32') {
    return freeze(tf.randomUniform([3, 3, channels, channels], -1, 1, 'float32', 2), bias);
  }
  const codes = tf.randomUniform([3, 3, channels, channels / 4], 0, 2 ** 31, 'int32', 2) as Tensor4D;
  return freeze(codes, bias, {}, tf.fill([channels], 1 / zeroCode) as Tensor1D);
}

async function timeOnce(x: Tensor4D, frozen: Conv): Promise<number> {
  const before = performance.now();
  const corner = tf.tidy(() => {
    const gradient = tf.grad((at) => tf.sum(conv(conv(at as Tensor4D, frozen, 'relu'), frozen, 'linear')))(x);
    return tf.slice(gradient, [0, 0, 0, 0], [1, 1, 1, 1]);
  });
  // The device has done its work when something of all of it can be read.
  await corner.data();
  corner.dispose();
  return performance.now() - before;
}
