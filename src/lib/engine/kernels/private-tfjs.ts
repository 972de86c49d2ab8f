import type { tf } from '../tf.ts';

/**
 * What our kernels use of TF.js's wasm backend that is not part of its interface. All of it is named here, so TF.js
 * stays pinned; tests/unit/kernels/private-tfjs.test.ts fails first when it moves.
 */
export interface PrivateBackend {
  wasm: {
    /** The exports of the binary; of the one without threads, the memory. */
    asm: { memory?: WebAssembly.Memory };
    /** The memory of the binary with threads. */
    wasmMemory?: WebAssembly.Memory;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
  };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  incRef(dataId: object): void;
  /** @returns whether the data is gone, since nobody else holds it */
  disposeData(dataId: object, force?: boolean): boolean;
}

/** The version that has all this. */
export const knownVersion = '4.22.0';

/** TF.js's own memory. */
export function memoryOf({ wasm }: PrivateBackend): WebAssembly.Memory | undefined {
  return wasm.asm.memory ?? wasm.wasmMemory;
}

/** Whether a backend is what we take it for. */
export function isKnown(backend: PrivateBackend): boolean {
  const methods = [
    backend.wasm?._malloc,
    backend.wasm?._free,
    backend.dataIdMap?.get,
    backend.makeOutput,
    backend.incRef,
    backend.disposeData,
  ];
  return (
    methods.every((method) => typeof method === 'function') && memoryOf(backend) instanceof WebAssembly.Memory
  );
}

/** Calls `gone` with every piece of data that the backend lets go of. */
export function whenDisposed(backend: PrivateBackend, gone: (dataId: object) => void): void {
  const dispose = backend.disposeData.bind(backend);
  backend.disposeData = (dataId, force) => {
    const isGone = dispose(dataId, force);
    if (isGone) gone(dataId);
    return isGone;
  };
}
