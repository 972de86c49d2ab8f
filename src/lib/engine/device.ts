import { EngineError } from './errors.ts';

/** A WebGPU device that we asked for ourselves, so that its loss and its errors reach us. */
export interface OwnDevice {
  device: GPUDevice;
  info: GPUAdapterInfo;
  /** True for SwiftShader, llvmpipe and their like: WebGPU in name, forty times slower than wasm in fact. */
  software: boolean;
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|software|basic render/i;

/** Whether a renderer's or adapter's own words give it away as a program rather than a graphics processor. */
export function looksLikeSoftware(...words: (string | undefined)[]): boolean {
  return words.some((word) => word !== undefined && softwareNames.test(word));
}

/**
 * Asks the browser for its fastest WebGPU device with the adapter's own limits.
 *
 * TF.js 4.22 would do this itself, but it crashes where there is no adapter and listens to nothing
 * (tensorflow/tfjs#8094, #8065).
 *
 * @throws BackendError with the reason, when there is no WebGPU, no adapter or no device.
 */
export async function requestOwnDevice(): Promise<OwnDevice> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (gpu === undefined) throw new EngineError('BackendError', 'This browser does not offer WebGPU here.');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new EngineError('BackendError', 'WebGPU found no graphics processor.');
  const info = adapter.info;
  const software =
    Boolean((info as { isFallbackAdapter?: boolean }).isFallbackAdapter) ||
    looksLikeSoftware(info.vendor, info.architecture, info.device, info.description);
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    },
  });
  return { device, info, software };
}
