// What the binary offers. Pointers are bytes in TF.js's own memory; sizes are numbers, not bytes, unless said.
export { pack, packedBytes } from './packing';
export { winograd, winogradScratchBytes } from './winograd';
export { winogradKernel, winogradKernelBytes } from './winograd-kernel';
export { gram, gramGradient, gramGradientScratchBytes } from './gram';
export { convolution, convolutionScratchBytes } from './convolution';
export { convolutionGradient, convolutionGradientScratchBytes } from './convolution-gradient';
export { adam } from './adam';
export { attackStep } from './attack-step';
export { crossEntropy } from './cross-entropy';
export { filterGradient, filterGradientScratchBytes } from './filter-gradient';
export { phasedGradient, phasedGradientScratchBytes, phasedKernel } from './phased-gradient';
export { halve, halveGradient, maxPool, maxPoolGradient } from './pooling';
export { addRelu, normalise, reluGradient } from './elementwise';
export { combination, scalarProducts } from './vectors';
export { dense } from './dense';
export { warp, warpGradient } from './warp';
