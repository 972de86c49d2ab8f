/**
 * Whose kernels compute: all of ours, or TF.js's own alone. The others say, on WebGPU, by which of TF.js's ways the
 * gradient goes back through a convolution: its naive kernel, its tiled product, or a convolution with kernels that
 * are turned round; the rest is then as if nothing had been said. Or that all are ours and read the weights of
 * convolutions as the 8 bits of the file. Or, on WebAssembly, which build of ours, if not the best that runs.
 */
export const kernelsNames = [
  'ours',
  'tfjs',
  'naive',
  'tiled',
  'flipped',
  'uint8',
  'relaxed',
  'simd',
] as const;

export type KernelsName = (typeof kernelsNames)[number];

/** Reads `?kernels=`: whose kernels to use, or undefined for anything else. */
export function parseKernelsName(text: string | null | undefined): KernelsName | undefined {
  return kernelsNames.find((name) => name === text);
}
