/**
 * Whose kernels compute: all of ours, or TF.js's own alone. The others say, on WebGPU, by which of TF.js's ways the
 * gradient goes back through a convolution: its naive kernel, its tiled product, or a convolution with kernels that
 * are turned round; the rest is then as if nothing had been said. Or, on WebAssembly, which build of ours, if not the best that runs.
 */
export const kernelsNames = ['ours', 'tfjs', 'naive', 'tiled', 'flipped', 'relaxed', 'simd'] as const;

export type KernelsName = (typeof kernelsNames)[number];

/** Reads `?kernels=`: whose kernels to use, or undefined for anything else. */
export function parseKernelsName(text: string | null | undefined): KernelsName | undefined {
  return kernelsNames.find((name) => name === text);
}
