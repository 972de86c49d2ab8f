import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { tf } from './tf.ts';
import { inspectWebGL, requestOwnDevice } from './device.ts';
import { EngineError } from './errors.ts';
import { inWords, limits, within } from './limits.ts';
import { missing, withWasmFile } from './wasm-file.ts';
import type { BackendReport } from './status.ts';
import { backendNames, type BackendName } from './backend-name.ts';
import type { KernelsName } from './kernels-name.ts';

/** A started backend and the promise that tells when its device is gone. */
export interface StartedBackend {
  report: BackendReport;
  /** Resolves with the reason when the GPU device is lost; never settles on wasm and cpu. */
  lost: Promise<string>;
  /** Gives the device up, as a driver reset would. For tests and for the worker's end. */
  destroyDevice: () => void;
}

type Start = (options: {
  softwareAllowed: boolean;
  kernels: KernelsName | undefined;
}) => Promise<Omit<StartedBackend, 'report'> & { label: string; gpu: boolean }>;

/** Resolves when the event comes, with what it says. Nobody else hears it: it is dealt with here. */
function firstEvent(target: EventTarget, type: string, say: (event: Event) => string): Promise<string> {
  return new Promise((resolve) => {
    target.addEventListener(type, (event) => {
      event.preventDefault();
      resolve(say(event));
    });
  });
}

const never = new Promise<string>(() => undefined);
const nothing = () => undefined;

/**
 * A part of the program, imported when it is needed. One that does not come is no reason to compute somewhere else,
 * thirty times slower: the network may be back a moment later.
 */
async function part<T>(load: Promise<T>, name: BackendName): Promise<T> {
  const what = `the program that computes with ${name}`;
  try {
    const late = () => new Error(`got nothing in ${inWords(limits.part)}`);
    return await within(limits.part, load, late);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    // Browsers say no more of a script that did not come; any other failure is this backend's own.
    if (!/import|module|^got nothing/i.test(reason)) throw cause;
    throw missing(`Expected ${what} to come, got no answer.`, cause);
  }
}

async function activate(name: BackendName): Promise<void> {
  if (!(await tf.setBackend(name)))
    throw new EngineError('BackendError', `TensorFlow.js could not start ${name}.`);
  await tf.ready();
}

/** What `?kernels=` says of the kernels on wasm; undefined for the best that run here. */
const wasmKernels = (name: KernelsName | undefined) =>
  name === 'tfjs' || name === 'relaxed' || name === 'simd' ? name : undefined;

const start: Record<BackendName, Start> = {
  async webgpu({ softwareAllowed, kernels }) {
    const { device, info, software } = await requestOwnDevice();
    const abandon = (reason: string): never => {
      device.destroy();
      throw new EngineError('BackendError', reason);
    };
    if (software && !softwareAllowed) abandon('WebGPU here is a program, not a graphics processor.');
    const { WebGPUBackend } = await part(import('@tensorflow/tfjs-backend-webgpu'), 'webgpu');
    // TF.js only counts the tensors of a backend whose factory it owns, so ours goes through its registry.
    tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => new WebGPUBackend(device, info), 3);
    await activate('webgpu');
    const { installWebGPUKernels } = await part(import('./kernels/webgpu/install.ts'), 'webgpu');
    const late = () => new Error(`got no answer of the graphics processor in ${inWords(limits.start)}`);
    const whose = await within(limits.start, installWebGPUKernels(kernels, { info, software }), late);
    const words = [info.vendor, info.architecture].filter(Boolean).join(' ');
    return {
      label: `WebGPU${words ? `, ${words}` : ''}${software ? ' (software)' : ''}, ${whose}`,
      gpu: !software,
      lost: Promise.race([
        device.lost.then(({ message, reason }) => message || reason),
        firstEvent(device, 'uncapturederror', (event) => (event as GPUUncapturedErrorEvent).error.message),
      ]),
      destroyDevice: () => device.destroy(),
    };
  },

  async webgl({ softwareAllowed }) {
    const { software } = inspectWebGL();
    if (software && !softwareAllowed) {
      throw new EngineError('BackendError', 'WebGL here is a program, not a graphics processor.');
    }
    await part(import('@tensorflow/tfjs-backend-webgl'), 'webgl');
    // Half-precision textures lose the small gradients that every experiment here follows.
    if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
      throw new EngineError('BackendError', 'WebGL here computes in half precision only.');
    }
    await activate('webgl');
    const { gl } = (tf.backend() as MathBackendWebGL).getGPGPUContext();
    return {
      label: `WebGL${software ? ' (software)' : ''}`,
      gpu: !software,
      lost: firstEvent(gl.canvas, 'webglcontextlost', () => 'its WebGL context was lost'),
      destroyDevice: () => gl.getExtension('WEBGL_lose_context')?.loseContext(),
    };
  },

  async wasm({ kernels }) {
    const wasm = await part(import('@tensorflow/tfjs-backend-wasm'), 'wasm');
    // In Node the package finds its own files; in a page the bundler tells where they went.
    if ('window' in globalThis || 'WorkerGlobalScope' in globalThis) {
      wasm.setWasmPaths((await part(import('./wasm-files.ts'), 'wasm')).wasmFiles, true);
    }
    await withWasmFile(() => activate('wasm'));
    const { installKernels } = await part(import('./kernels/install.ts'), 'wasm');
    // Without our kernels nothing is lost but speed.
    const ours = await installKernels(wasmKernels(kernels)).catch(() => undefined);
    const threads = ours?.threads ?? wasm.getThreadsCount();
    const instructions = ours && { relaxed: ' with relaxed SIMD', simd: ' with SIMD' }[ours.build];
    return {
      label: `WebAssembly${instructions ?? ''}, ${threads > 1 ? `${threads} threads` : 'one thread'}`,
      gpu: false,
      lost: never,
      destroyDevice: nothing,
    };
  },

  async cpu() {
    await part(import('@tensorflow/tfjs-backend-cpu'), 'cpu');
    await activate('cpu');
    return { label: 'plain JavaScript', gpu: false, lost: never, destroyDevice: nothing };
  },
};

/**
 * Starts the best backend there is: hardware WebGPU, else hardware WebGL, else WebAssembly, else JavaScript.
 * A software GPU does not count: WebAssembly is forty times faster than WebGPU on SwiftShader.
 *
 * @param wanted starts exactly this one, software or not (`?backend=`).
 * @param kernels whose kernels to use (`?kernels=`); not said, the best there are.
 * @throws BackendError when nothing starts; the message lists what was tried. DownloadError when a part of the program
 * could not be had.
 */
export async function startBackend(wanted?: BackendName, kernels?: KernelsName): Promise<StartedBackend> {
  const passedOver: string[] = [];
  for (const name of wanted ? [wanted] : backendNames) {
    try {
      const { label, gpu, lost, destroyDevice } = await start[name]({
        softwareAllowed: wanted !== undefined,
        kernels,
      });
      return { report: { name, label, gpu, passedOver }, lost, destroyDevice };
    } catch (error) {
      if (error instanceof EngineError && error.name === 'DownloadError') throw error;
      passedOver.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const advice = wanted
    ? ' Remove ?backend= from the address to let the page choose.'
    : ' Try another browser.';
  throw new EngineError(
    'BackendError',
    `Expected a way to compute, got none (${passedOver.join(' ')}).${advice}`,
  );
}
