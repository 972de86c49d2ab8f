// Kernels of our own for TF.js's wasm backend. `assembly/` holds their sources in AssemblyScript, one concept a file;
// `npm run kernels` compiles them into `build/`, with relaxed SIMD and with plain SIMD, each for memory that is shared
// between threads and for memory that is not. They compute in TF.js's own memory, on its own tensors, without a copy.
//
// Nothing above the engine knows that they exist: an operation in `../ops/` asks `own` for a kernel of ours and does
// without where there is none. Here they are chosen, loaded and named to TF.js.
import { tf } from '../tf.ts';
import { adam } from './adam.ts';
import { attackStep } from './attack-step.ts';
import { bestBuild, compileBuild, start, type Build, type KernelChoice } from './binary.ts';
import { conv, convGradient } from './conv.ts';
import { crossEntropy } from './cross-entropy.ts';
import type { KernelExports } from './exports.ts';
import { dense, denseRows, denseRowsGradient } from './dense.ts';
import { addRelu, normalise, reluGradient } from './elementwise.ts';
import { filterGradient } from './filter-gradient.ts';
import { gram, gramGradient } from './gram.ts';
import { Heap } from './heap.ts';
import { identity } from './identity.ts';
import type { Kit } from './kit.ts';
import { PackedWeights } from './packed-weights.ts';
import { halve, halveGradient, maxPool, maxPoolGradient } from './pooling.ts';
import { isKnown, memoryOf, whenDisposed, type PrivateBackend } from './private-tfjs.ts';
import { Threads, threadsFor } from './threads.ts';
import { combination, scalarProducts } from './vectors.ts';
import { warp, warpGradient } from './warp.ts';

const kernels = [
  identity,
  conv,
  convGradient,
  filterGradient,
  attackStep,
  crossEntropy,
  adam,
  gram,
  gramGradient,
  halve,
  halveGradient,
  maxPool,
  maxPoolGradient,
  normalise,
  addRelu,
  reluGradient,
  scalarProducts,
  combination,
  dense,
  denseRows,
  denseRowsGradient,
  warp,
  warpGradient,
];

/** What is installed, by backend. */
const installed = new WeakMap<object, Kit>();

export interface Installed {
  build: Build;
  threads: number;
}

/**
 * Gives the running wasm backend our kernels; called again, it changes the build.
 * @param build which, if not the best that runs here; 'tfjs' for none
 * @returns what runs now: undefined where TF.js goes on alone, for want of SIMD or since it is not the one we know
 */
export async function installKernels(
  build: KernelChoice | undefined = bestBuild(),
): Promise<Installed | undefined> {
  const backend = tf.backend() as unknown as PrivateBackend;
  if (build === undefined || build === 'tfjs' || !isKnown(backend)) return undefined;
  const memory = memoryOf(backend)!;
  const isShared = !(memory.buffer instanceof ArrayBuffer);
  const module = await compileBuild(build, isShared);
  const wasm = start(module, memory);
  const kit = installed.get(backend) ?? register(backend, wasm);
  kit.wasm = wasm;
  kit.threads?.end();
  const threads = isShared ? threadsFor(navigator.hardwareConcurrency) : 1;
  const allocate = (bytes: number) => kit.heap.allocate(bytes);
  kit.threads = threads > 1 ? new Threads({ wasm, module, memory, allocate, threads }) : undefined;
  return { build, threads };
}

function register(backend: PrivateBackend, wasm: KernelExports): Kit {
  const heap = new Heap(backend);
  const kit: Kit = { wasm, heap, weights: new PackedWeights(heap) };
  installed.set(backend, kit);
  whenDisposed(backend, (dataId) => kit.weights.drop(dataId));
  for (const { name, run } of kernels) {
    if (tf.getKernel(name, 'wasm')) tf.unregisterKernel(name, 'wasm');
    tf.registerKernel({
      kernelName: name,
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs }) => run(inputs, attrs as never, kit),
    });
  }
  return kit;
}
