import { tf } from '../../tf.ts';
import { convolution } from './convolution.ts';
import {
  convolutionGradient,
  type ConvolutionGradientAttrs,
  type ConvolutionGradientInputs,
} from './convolution-gradient.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { reluGradient } from './elementwise.ts';

/** Ways through a convolution, between which only the device can decide. */
export interface Ways {
  forward: 'ours' | 'tfjs';
  /** `flipped`: TF.js's forward convolution with kernels that are turned round. */
  backward: 'ours' | 'naive' | 'tiled' | 'flipped';
  /**
   * What kernels are kept as on the device, if both are ours: `uint8` are the codes of the file, where it has such, with
   * the same numbers in a quarter of the memory, for a few more instructions wherever one is read.
   */
  weights: 'float32' | 'uint8';
}

export const forwardWays: readonly Ways['forward'][] = ['ours', 'tfjs'];
export const backwardWays: readonly Ways['backward'][] = ['ours', 'flipped', 'tiled', 'naive'];
export const weightsWays: readonly Ways['weights'][] = ['float32', 'uint8'];

/** True unless set (tfjs-backend-webgpu/src/flags_webgpu.ts), whatever the size of the convolution. */
const naiveFlag = 'WEBGPU_USE_NAIVE_CONV2D_TRANSPOSE';

/** TF.js's own gradient, by its naive kernel or its tiled product. */
export function builtInGradient(
  backend: PrivateWebGPUBackend,
  { dy, kernel, y }: ConvolutionGradientInputs,
  { stride, padding, height, width }: ConvolutionGradientAttrs,
  way: 'naive' | 'tiled',
): tf.TensorInfo {
  const masked = y === undefined ? dy : reluGradient(backend, { dy, y });
  const { kernelFunc } = tf.getKernel('Conv2DBackpropInput', 'webgpu');
  const before = tf.env().getBool(naiveFlag);
  tf.env().set(naiveFlag, way === 'naive');
  try {
    return kernelFunc({
      inputs: { dy: masked, filter: kernel },
      backend,
      attrs: {
        inputShape: [dy.shape[0]!, height, width, kernel.shape[2]!],
        strides: [stride, stride],
        pad: padding,
        dimRoundingMode: 'floor',
        dataFormat: 'NHWC',
      },
    }) as tf.TensorInfo;
  } finally {
    tf.env().set(naiveFlag, before);
    if (masked !== dy) backend.disposeData(masked.dataId);
  }
}

/** Names a kernel to TF.js, for `own` to find, or takes it away again. */
export function name(
  kernelName: string,
  run: ((inputs: never, attrs: never) => tf.TensorInfo) | undefined,
): void {
  if (tf.getKernel(kernelName, 'webgpu')) tf.unregisterKernel(kernelName, 'webgpu');
  if (run === undefined) return;
  tf.registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs }) => run(inputs as never, attrs as never),
  });
}

/** From now on convolutions go these ways. Networks that are built already keep theirs. */
export function take({ forward, backward, weights }: Ways, backend: PrivateWebGPUBackend): void {
  const ahead = (inputs: never, attrs: never) => convolution(backend, inputs, attrs);
  name('FrozenConv', forward === 'ours' ? ahead : undefined);
  const ours = (inputs: never, attrs: never) => convolutionGradient(backend, inputs, attrs);
  const back = {
    ours,
    naive: (inputs: never, attrs: never) => builtInGradient(backend, inputs, attrs, 'naive'),
    tiled: (inputs: never, attrs: never) => builtInGradient(backend, inputs, attrs, 'tiled'),
    flipped: undefined,
  };
  name('FrozenConvGradient', back[backward]);
  const coded = forward === 'ours' && backward === 'ours' && weights === 'uint8';
  name('Uint8Conv', coded ? ahead : undefined);
  name('Uint8ConvGradient', coded ? ours : undefined);
}
