/** What assembly/index.ts offers: pointers in bytes, sizes in numbers, flags 0 or 1. */
export type KernelExports = Record<
  | 'pack'
  | 'packedBytes'
  | 'winograd'
  | 'winogradKernel'
  | 'winogradKernelBytes'
  | 'winogradScratchBytes'
  | 'convolution'
  | 'convolutionScratchBytes'
  | 'convolutionGradient'
  | 'convolutionGradientScratchBytes'
  | 'gram'
  | 'gramGradient'
  | 'gramGradientScratchBytes'
  | 'filterGradient'
  | 'filterGradientScratchBytes'
  | 'halve'
  | 'halveGradient'
  | 'maxPool'
  | 'maxPoolGradient'
  | 'normalise'
  | 'addRelu'
  | 'reluGradient'
  | 'scalarProducts'
  | 'combination'
  | 'dense',
  (...values: number[]) => number
>;
