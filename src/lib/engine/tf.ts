// TF.js registers no gradient by itself: without this, every backward pass ends in "gradient function not found".
import '@tensorflow/tfjs-core/dist/register_all_gradients';

/**
 * The parts of TensorFlow.js that the rest of `src/lib` may use. Everything below `experiments` imports
 * `tf` from here and never from `@tensorflow/*`, so that the library can be patched or replaced in one place.
 */
export * as tf from '@tensorflow/tfjs-core';
export type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
