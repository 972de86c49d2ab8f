import type { BackendName } from './backend-name.ts';
import { EngineError } from './errors.ts';
import { inWords, limits, within } from './limits.ts';

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

/** Some drivers leave the question for a graphics processor open for ever. */
const answered = <T>(work: Promise<T>): Promise<T> => {
  const late = () => new EngineError('BackendError', `WebGPU did not answer in ${inWords(limits.adapter)}.`);
  return within(limits.adapter, work, late);
};

const noWebGPU = 'This browser does not offer WebGPU here.';

async function requestAdapter(): Promise<{ adapter: GPUAdapter; software: boolean }> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (gpu === undefined) throw new EngineError('BackendError', noWebGPU);
  const adapter = await answered(gpu.requestAdapter({ powerPreference: 'high-performance' }));
  if (adapter === null) throw new EngineError('BackendError', 'WebGPU found no graphics processor.');
  const { info } = adapter;
  const fallback = (info as { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
  return {
    adapter,
    software: fallback || looksLikeSoftware(info.vendor, info.architecture, info.device, info.description),
  };
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
  const { adapter, software } = await requestAdapter();
  const { limits, info } = adapter;
  const request = adapter.requestDevice({
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    },
  });
  // One that comes too late is given back.
  const device = await answered(request).catch((error: unknown) => {
    void request.then((late) => late.destroy()).catch(() => undefined);
    throw error;
  });
  return { device, info, software };
}

/** Looks at the WebGL 2 renderer's own name. @throws BackendError when there is no WebGL 2. */
export function inspectWebGL(): { software: boolean } {
  const gl = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new EngineError('BackendError', 'This browser does not offer WebGL 2 here.');
  const debug = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(debug?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { software: looksLikeSoftware(renderer) };
}

/** Guesses, without loading TF.js or taking a device, which backend a run would get. */
export async function guessBackend(): Promise<BackendName> {
  const webgpu = await requestAdapter().catch(() => undefined);
  if (webgpu?.software === false) return 'webgpu';
  try {
    if (!inspectWebGL().software) return 'webgl';
  } catch {
    // No WebGL is an answer too.
  }
  return 'wasm';
}
