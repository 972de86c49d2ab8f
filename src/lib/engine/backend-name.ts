export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** Every backend, the most wanted first. */
export const backendNames: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** Reads `?backend=`: a backend's name, or undefined for anything else. */
export function parseBackendName(text: string | null | undefined): BackendName | undefined {
  return backendNames.find((name) => name === text);
}
