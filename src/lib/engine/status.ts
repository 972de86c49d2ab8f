import type { BackendName } from './backend-name.ts';

/** What the engine is doing now, for the reader. Bytes are exact; `total` is known before the first byte arrives. */
export type EngineStatus =
  | { phase: 'backend' } // looking for a GPU
  | { phase: 'downloading'; loaded: number; total: number }
  | { phase: 'preparing' } // the first step: shaders are compiled, buffers allocated
  | { phase: 'running' };

export type OnStatus = (status: EngineStatus) => void;

/** Where a run computes, and why there. */
export interface BackendReport {
  name: BackendName;
  /** For people: "WebGPU, NVIDIA Ada Lovelace", "WebAssembly SIMD, 4 threads". */
  label: string;
  /** True where the arithmetic is done by a graphics processor. */
  gpu: boolean;
  /** Why the backends before this one were passed over, one sentence each. */
  passedOver: string[];
}
