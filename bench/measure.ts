// What is timed of the engine, the same in Node and in a browser.
import type { EngineHost } from '../src/lib/engine/host.ts';
import { convBackward, freeze } from '../src/lib/engine/ops/conv.ts';
import { tf, type Tensor1D, type Tensor4D } from '../src/lib/engine/tf.ts';
import type { TraversalConfig } from '../src/lib/experiments/traversal.ts';

/** Milliseconds. The first step compiles shaders and allocates; `median` is of the steps after it. */
export interface Timing {
  first: number;
  median: number;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The frame that the article's traversal figure computes: two nets step, the judge reads both. */
function traversalFrom(start: Float32Array, steps: number): TraversalConfig {
  const models = ['mnist-cnn-standard', 'mnist-cnn-robust'];
  return { start, target: 0, steps, stepSize: 0.05, models, judge: 'mnist-judge' };
}

/** Times the frames of a traversal, read back as the figure reads them; downloads do not count. */
export async function timeTraversal(
  host: EngineHost,
  start: Float32Array,
  { runs, frames }: { runs: number; frames: number },
): Promise<Timing> {
  const firsts: number[] = [];
  const medians: number[] = [];
  for (let run = 0; run < runs; run++) {
    let ready = 0;
    const job = host.start('traversal', traversalFrom(start, frames), ({ phase }) => {
      if (phase === 'preparing') ready = performance.now();
    });
    await host.next(job);
    firsts.push(performance.now() - ready);
    const times: number[] = [];
    for (let frame = 0; frame < frames; frame++) {
      const before = performance.now();
      await host.next(job);
      times.push(performance.now() - before);
    }
    medians.push(median(times));
    await host.close(job);
  }
  return { first: firsts[0]!, median: median(medians) };
}

/** Frames of one look at the clock: the processor's own time comes in steps of milliseconds. */
const framesAtOnce = 40;

/** Milliseconds of a frame, over many of them. @param now a clock in milliseconds */
export async function traversalFrames(
  host: EngineHost,
  start: Float32Array,
  now: () => number,
): Promise<number> {
  const job = host.start('traversal', traversalFrom(start, framesAtOnce));
  await host.next(job);
  const before = now();
  for (let frame = 0; frame < framesAtOnce; frame++) await host.next(job);
  const ms = (now() - before) / framesAtOnce;
  await host.close(job);
  return ms;
}

export interface ConvolutionTiming {
  /** "5x5x32x64 at 14 px" */
  size: string;
  /** The gradient wrt the image as the engine computes it on this backend. */
  ours: Timing;
  /** The same by TF.js's Conv2DBackpropInput, as it comes. */
  builtIn: Timing;
  /** The same as a tiled matrix product, which TF.js has on WebGPU only, behind a flag. */
  tiled?: Timing;
}

/** True unless set (tfjs-backend-webgpu/src/flags_webgpu.ts), whatever the size of the convolution. */
const naiveFlag = 'WEBGPU_USE_NAIVE_CONV2D_TRANSPOSE';

const convolutions = [
  { kernel: 5, input: 32, output: 64, side: 14 }, // the second of the digit nets
  { kernel: 3, input: 64, output: 64, side: 64 }, // the first stages of a VGG on a picture
] as const;

/** Times every way to send a gradient back through a convolution. */
export async function timeConvolutions(repetitions: number): Promise<ConvolutionTiming[]> {
  const results: ConvolutionTiming[] = [];
  for (const { kernel, input, output, side } of convolutions) {
    const dy = tf.randomUniform([1, side, side, output]) as Tensor4D;
    const filter = tf.randomUniform([kernel, kernel, input, output]) as Tensor4D;
    const frozen = freeze(filter, tf.zeros([output]) as Tensor1D);
    const attributes = {
      inputShape: [1, side, side, input],
      strides: [1, 1],
      pad: 'same',
      dataFormat: 'NHWC',
    };
    const backpropInput = () =>
      time(
        repetitions,
        () => tf.engine().runKernel('Conv2DBackpropInput', { dy, filter }, attributes) as Tensor4D,
      );
    const timing: ConvolutionTiming = {
      size: `${kernel}x${kernel}x${input}x${output} at ${side} px`,
      ours: await time(repetitions, () => convBackward(dy, undefined, frozen, attributes.inputShape)),
      builtIn: await backpropInput(),
    };
    if (tf.getBackend() === 'webgpu') {
      tf.env().set(naiveFlag, false);
      timing.tiled = await backpropInput();
      tf.env().set(naiveFlag, true);
    }
    results.push(timing);
    tf.dispose([dy, filter, frozen.bias, ...frozen.back.filter((taps) => taps !== undefined)]);
  }
  return results;
}

async function time(repetitions: number, compute: () => tf.Tensor): Promise<Timing> {
  const times: number[] = [];
  for (let i = 0; i <= repetitions; i++) {
    const before = performance.now();
    const result = compute();
    await result.data();
    times.push(performance.now() - before);
    result.dispose();
  }
  return { first: times[0]!, median: median(times.slice(1)) };
}
