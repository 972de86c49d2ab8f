import { zeroCode } from '../../uint8-kernels.ts';

/**
 * WGSL of `fn weights(word : i32) -> vec4<f32>`: what four codes of a `Uint8Kernel` say, before the scale of their
 * channels. Whole numbers, so nothing is rounded. By shifts, which every device has; what is read from memory is a
 * quarter of what it would be as float32.
 */
export const unpackWeights = `
    fn weights(word : i32) -> vec4<f32> {
      let codes = (vec4<u32>(bitcast<u32>(word)) >> vec4<u32>(0u, 8u, 16u, 24u)) & vec4<u32>(255u);
      return vec4<f32>(codes) - ${zeroCode}.0;
    }`;
