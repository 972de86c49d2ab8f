import { afterEach, describe, expect, test, vi } from 'vitest';
import { backendNames, parseBackendName } from '../../../src/lib/engine/backend-name.ts';
import { startBackend } from '../../../src/lib/engine/backend.ts';
import { guessBackend, looksLikeSoftware } from '../../../src/lib/engine/device.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';

afterEach(() => void vi.unstubAllGlobals());

const realGpu = { vendor: 'nvidia', architecture: 'ada', device: '', description: '' };
const swiftShader = { vendor: 'google', architecture: 'swiftshader', device: '', description: '' };

/** A browser whose WebGPU has this adapter. */
function browserWith(adapter: unknown) {
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } });
}

const adapterOf = (
  info: unknown,
  device: unknown = { destroy: vi.fn(), lost: new Promise(() => undefined) },
) => ({
  info,
  limits: {},
  requestDevice: async () => {
    if (device instanceof Error) throw device;
    return device;
  },
});

/** A browser whose WebGL has a renderer of this name, or none at all. */
function webglCalled(renderer: string | null) {
  const gl = { RENDERER: 1, getExtension: () => null, getParameter: () => renderer };
  const getContext = () => (renderer === null ? null : gl);
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = getContext;
    },
  );
}

describe('Without a graphics processor the engine computes with WebAssembly', () => {
  test.each([
    ['there is no WebGPU', () => vi.stubGlobal('navigator', {}), 'This browser does not offer WebGPU here.'],
    ['there is no navigator', () => vi.stubGlobal('navigator', undefined), 'does not offer WebGPU'],
    ['there is no adapter', () => browserWith(null), 'WebGPU found no graphics processor.'],
    [
      'the adapter is a program by its name',
      () => browserWith(adapterOf(swiftShader)),
      'WebGPU here is a program, not a graphics processor.',
    ],
    [
      'the adapter says that it is a fallback',
      () => browserWith(adapterOf({ ...realGpu, isFallbackAdapter: true })),
      'WebGPU here is a program',
    ],
    [
      'the adapter refuses its device',
      () => browserWith(adapterOf(realGpu, new Error('Device limits are too high.'))),
      'Device limits are too high.',
    ],
    ['the adapter does not say what it is', () => browserWith(adapterOf(undefined)), 'webgpu: '],
  ])('when %s', async (_, prepare, words) => {
    prepare();
    const { report } = await startBackend();
    expect(report).toMatchObject({ name: 'wasm', gpu: false });
    expect(report.passedOver).toHaveLength(2);
    expect(report.passedOver[0]).toMatch(/^webgpu: /);
    expect(report.passedOver[0]).toContain(words);
    expect(report.passedOver[1]).toMatch(/^webgl: /);
  });

  test('when WebGL is a program too', async () => {
    browserWith(null);
    webglCalled('ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device), SwiftShader driver)');
    const { report } = await startBackend();
    expect(report.name).toBe('wasm');
    expect(report.passedOver[1]).toBe('webgl: WebGL here is a program, not a graphics processor.');
  });
});

test('A software device that is passed over is given back', async () => {
  const device = { destroy: vi.fn(), lost: new Promise(() => undefined) };
  browserWith(adapterOf(swiftShader, device));
  await startBackend();
  expect(device.destroy).toHaveBeenCalledTimes(1);
});

test('A backend that was asked for by name is not replaced: what failed is said, and what to do', async () => {
  browserWith(null);
  await expect(startBackend('webgpu')).rejects.toMatchObject({
    name: 'BackendError',
    message:
      'Expected a way to compute, got none (webgpu: WebGPU found no graphics processor.). ' +
      'Remove ?backend= from the address to let the page choose.',
  });
});

test.each([
  [undefined, 'WebAssembly with relaxed SIMD, one thread'],
  ['relaxed', 'WebAssembly with relaxed SIMD, one thread'],
  ['simd', 'WebAssembly with SIMD, one thread'],
] as const)('wasm says how many threads and which kernels it computes with (%s)', async (kernels, words) => {
  const { report } = await startBackend('wasm', kernels);
  expect(report.label).toBe(words);
});

test.each(['wasm', 'cpu'] as const)(
  '%s starts when it is asked for, and passes nothing over',
  async (name) => {
    const { report } = await startBackend(name);
    expect(report).toMatchObject({ name, gpu: false, passedOver: [] });
    expect(report.label).not.toBe('');
  },
);

describe('The guess before anything is loaded', () => {
  test.each([
    ['webgpu', adapterOf(realGpu), null],
    ['webgl', null, 'ANGLE (Apple, Apple M2, OpenGL 4.1)'],
    ['webgl', adapterOf(swiftShader), 'NVIDIA GeForce RTX 3060/PCIe/SSE2'],
    ['wasm', adapterOf(swiftShader), 'llvmpipe (LLVM 15.0.6, 256 bits)'],
    ['wasm', null, null],
    ['wasm', adapterOf(undefined), null],
  ])('is %s', async (name, adapter, renderer) => {
    browserWith(adapter);
    webglCalled(renderer);
    expect(await guessBackend()).toBe(name);
  });
});

test.each([
  [true, 'SwiftShader'],
  [true, 'Google SwiftShader'],
  [true, 'llvmpipe (LLVM 15)'],
  [true, 'lavapipe'],
  [true, 'Microsoft Basic Render Driver'],
  [true, 'Apple Software Renderer'],
  [false, 'apple'],
  [false, 'metal-3'],
  [false, 'Intel(R) Iris(R) Xe Graphics'],
  [false, ''],
  [false, undefined],
])('looksLikeSoftware is %s for %s', (software, words) => {
  expect(looksLikeSoftware('', undefined, words)).toBe(software);
});

describe('?backend=', () => {
  test('reads the name of every backend', () => {
    for (const name of backendNames) expect(parseBackendName(name)).toBe(name);
  });

  test.each([null, undefined, '', 'WASM', 'wasm ', 'constructor', '__proto__', 'length', '0', 'wasm,cpu'])(
    'means nothing when it is %j',
    (text) => expect(parseBackendName(text)).toBeUndefined(),
  );

  test('gives a backend or nothing for whatever is typed', () => {
    const random = seededRandom(1);
    for (let i = 0; i < 2000; i++) {
      const letters = Array.from({ length: Math.floor(random() * 7) }, () => Math.floor(random() * 0x250));
      const text = String.fromCharCode(...letters);
      expect([undefined, text]).toContain(parseBackendName(text));
    }
  });
});
