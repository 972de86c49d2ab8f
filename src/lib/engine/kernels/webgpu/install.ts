// Kernels of our own for TF.js's WebGPU backend, in WGSL, through its own program runner, on its own tensors. As on
// wasm, nothing above the engine knows that they exist: an operation in `../../ops/` asks `own` for one.
import type { KernelsName } from '../../kernels-name.ts';
import { tf } from '../../tf.ts';
import type { Choice } from './choice-store.ts';
import { chooseWays, measureOn } from './choose.ts';
import { addRelu, normalise, reluGradient } from './elementwise.ts';
import { gapGradient, squaredGap } from './gap.ts';
import { gramGap, gramGapGradient } from './gram-gap.ts';
import { prepareCommands } from './prepared-commands.ts';
import { isKnownWebGPU, type PrivateWebGPUBackend } from './private-tfjs.ts';
import { halveGradient, maxPoolGradient } from './pool-gradient.ts';
import { share } from './sum.ts';
import { areSound } from './sound.ts';
import { combination, scalarProducts } from './vectors.ts';
import { name, take } from './ways.ts';

type Run = (backend: PrivateWebGPUBackend, inputs: never, attrs: never) => tf.TensorInfo;

/** What several of TF.js's kernels would be needed for, by the name that `own` looks for. */
const fused: Record<string, Run> = {
  GramGap: gramGap,
  GramGapGradient: gramGapGradient,
  SquaredGap: squaredGap,
  GapGradient: gapGradient,
  Share: share,
  ReluGradient: reluGradient,
  HalveGradient: halveGradient,
  MaxPoolFirstGradient: maxPoolGradient,
  Normalise: normalise,
  AddRelu: addRelu,
  ScalarProducts: scalarProducts,
  Combination: combination,
};

/**
 * Gives the running WebGPU backend our kernels, before any network is built.
 *
 * @param wanted `?kernels=`; not said, the ways through a convolution are chosen by measuring
 * @param device what the adapter says of itself; a program has no choice to make, nor time for it
 * @returns for people, whose kernels compute
 */
export async function installWebGPUKernels(
  wanted: KernelsName | undefined,
  device: { info: GPUAdapterInfo; software: boolean },
): Promise<string> {
  const backend = tf.backend() as unknown as PrivateWebGPUBackend;
  if (wanted === 'tfjs' || !isKnownWebGPU(backend)) return theirs;
  prepareCommands(backend);
  const ways = await waysFor(wanted, device, backend);
  if (ways === 'tfjs') return theirs;
  for (const [kernel, run] of Object.entries(fused))
    name(kernel, (inputs, attrs) => run(backend, inputs, attrs));
  take(ways, backend);
  if (ways.forward === 'ours' && ways.backward === 'ours')
    return `kernels of our own${ways.weights === 'uint8' ? ', weights in 8 bits' : ''}`;
  return `kernels of our own, convolutions of TensorFlow.js (${ways.forward}, ${ways.backward})`;
}

const theirs = 'kernels of TensorFlow.js';

async function waysFor(
  wanted: KernelsName | undefined,
  { info, software }: { info: GPUAdapterInfo; software: boolean },
  backend: PrivateWebGPUBackend,
): Promise<Choice> {
  if (wanted === 'naive' || wanted === 'tiled' || wanted === 'flipped')
    return { forward: 'tfjs', backward: wanted, weights: 'float32' };
  if (wanted !== undefined || software)
    return { forward: 'ours', backward: 'ours', weights: wanted === 'uint8' ? 'uint8' : 'float32' };
  const { vendor, architecture, device, description } = info;
  return chooseWays([vendor, architecture, device, description].join(' / '), {
    sound: () => areSound(backend),
    measure: measureOn(backend),
  });
}
