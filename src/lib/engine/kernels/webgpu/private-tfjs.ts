import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { tf } from '../../tf.ts';

/** A number or vector of a program's uniforms, in the order of its WGSL struct. */
export interface Uniform {
  type: 'int32' | 'uint32' | 'float32';
  data: number[];
}

/** What TF.js gives to its command encoder: a program with its pipeline, whose `dispatch` fits the device. */
export type ReadyProgram = WebGPUProgram & { pipeline: GPUComputePipeline };

/**
 * What our kernels use of TF.js's WebGPU backend that is not part of its interface. All of it is named here, so TF.js
 * stays pinned; tests/unit/kernels/private-webgpu.test.ts fails first when it moves.
 */
export interface PrivateWebGPUBackend {
  device: GPUDevice;
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  /** Commands recorded and not yet submitted. */
  dispatchCountInPass: number;
  /** Data that recorded commands use: its buffers must not be given to anybody before they are submitted. */
  commandQueueOwnedIds: WeakSet<object>;
  /** Uniform buffers to be given back once what is recorded is submitted. */
  uniformPendingDisposal: GPUBuffer[];
  /** The pool of buffers; free ones by `<size>_<usage>`, the next to be given last. */
  bufferManager: {
    freeBuffers: Map<string, GPUBuffer[]>;
    releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
  };
  /** There while `tf.time` or a profile runs. */
  activeTimers?: unknown;
  tensorMap: { get(dataId: object): { resource?: unknown } };
  runWebGPUProgram(
    program: WebGPUProgram,
    inputs: tf.TensorInfo[],
    outputDtype: 'float32',
    uniforms?: Uniform[],
  ): tf.TensorInfo;
  recordAndSubmit(
    program: ReadyProgram,
    output: tf.TensorInfo,
    inputs: tf.TensorInfo[],
    uniforms?: Uniform[] | null,
  ): void;
  /** Fills a new uniform buffer, which joins `uniformPendingDisposal`. */
  makeUniforms(uniforms: Uniform[]): { buffer: GPUBuffer };
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  disposeData(dataId: object): boolean;
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): tf.TensorInfo;
}

const methods = [
  'runWebGPUProgram',
  'recordAndSubmit',
  'makeUniforms',
  'ensureCommandEncoderReady',
  'endComputePassEncoder',
  'submitQueue',
  'disposeData',
  'makeTensorInfo',
] as const;

/** Whether a backend is what we take it for. */
export function isKnownWebGPU(backend: PrivateWebGPUBackend): boolean {
  return (
    methods.every((method) => typeof backend[method] === 'function') &&
    Array.isArray(backend.uniformPendingDisposal) &&
    backend.commandQueueOwnedIds instanceof WeakSet &&
    typeof backend.dispatchCountInPass === 'number' &&
    backend.bufferManager?.freeBuffers instanceof Map &&
    typeof backend.bufferManager.releaseBuffer === 'function' &&
    typeof backend.tensorMap?.get === 'function' &&
    'commandEncoder' in backend &&
    'computePassEncoder' in backend
  );
}
