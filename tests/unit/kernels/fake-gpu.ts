// Enough of WebGPU for TF.js's backend to record commands in Node. Nothing is computed.
import { vi } from 'vitest';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { PrivateWebGPUBackend } from '../../../src/lib/engine/kernels/webgpu/private-tfjs.ts';

class FakeBuffer {
  readonly size: number;
  readonly usage: number;
  mapState = 'unmapped';
  constructor({ size, usage, mappedAtCreation }: GPUBufferDescriptor) {
    this.size = size;
    this.usage = usage;
    if (mappedAtCreation) this.mapState = 'mapped';
  }
  getMappedRange = () => new ArrayBuffer(this.size);
  unmap = () => void (this.mapState = 'unmapped');
  mapAsync = async () => undefined;
  destroy = () => undefined;
}

export interface BoundGroup {
  entries: { binding: number; resource: { buffer: FakeBuffer } }[];
}

/** A device that remembers what it was asked for. */
export class FakeDevice {
  readonly groups: BoundGroup[] = [];
  readonly dispatched: { group: BoundGroup; size: number[] }[] = [];
  /** Uniforms written. */
  writes = 0;
  submits = 0;
  readonly limits = { maxComputeWorkgroupsPerDimension: 65535 };
  readonly features = new Set<string>();
  readonly queue = { writeBuffer: () => void this.writes++, submit: () => void this.submits++ };

  createBuffer = (descriptor: GPUBufferDescriptor) => new FakeBuffer(descriptor);
  createShaderModule = () => ({});
  createComputePipeline = () => ({ getBindGroupLayout: () => ({}) });
  createBindGroup = (group: BoundGroup) => (this.groups.push(group), group);
  createCommandEncoder = () => ({
    beginComputePass: () => this.#pass(),
    copyBufferToBuffer: () => undefined,
    finish: () => ({}),
  });

  #pass() {
    let bound: BoundGroup;
    return {
      setPipeline: () => undefined,
      setBindGroup: (_: number, group: BoundGroup) => void (bound = group),
      dispatchWorkgroups: (...size: number[]) => void this.dispatched.push({ group: bound, size }),
      end: () => undefined,
    };
  }
}

export type FakeBackend = PrivateWebGPUBackend & { memory(): { numBytesAllocatedInGPU: number } };

/** TF.js's backend on a device that computes nothing. Globals are stubbed until `vi.unstubAllGlobals`. */
export function fakeBackend(device: FakeDevice): FakeBackend {
  vi.stubGlobal('navigator', { gpu: {} });
  vi.stubGlobal('GPUBuffer', FakeBuffer);
  vi.stubGlobal('GPUTexture', class {});
  vi.stubGlobal('GPUMapMode', { READ: 1, WRITE: 2 });
  vi.stubGlobal('GPUBufferUsage', {
    MAP_READ: 1,
    MAP_WRITE: 2,
    COPY_SRC: 4,
    COPY_DST: 8,
    UNIFORM: 64,
    STORAGE: 128,
  });
  const info = { vendor: 'fake', architecture: '', device: '', description: '' };
  return new WebGPUBackend(device as never, info as GPUAdapterInfo) as never;
}
